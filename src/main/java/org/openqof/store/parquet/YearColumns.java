package org.openqof.store.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.openqof.domain.FinancialYear;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * The two last columns of every published file, {@code financial_year} and {@code version}, each
 * with one value throughout: a reader of many files can tell their rows apart. The lake has them as
 * its partitions. They are not part of a content digest.
 *
 * @param year the year
 * @param version its version
 */
public record YearColumns(FinancialYear year, int version) {
  /** Name of the first. */
  public static final String YEAR_NAME = "financial_year";

  /** Name of the second. */
  public static final String VERSION_NAME = "version";

  /** What the first holds. */
  public static final String YEAR_SENTENCE = "Financial year the row belongs to.";

  /** What the second holds. */
  public static final String VERSION_SENTENCE = "Version of that year's results.";

  private static final int ROOM = 64;

  /** Bits of the number of a value in a dictionary of one. */
  private static final int BITS = 1;

  /** Name under which Spark looks for names, types and comments of columns. */
  private static final String SPARK_ROW = "org.apache.spark.sql.parquet.row.metadata";

  private static final PrimitiveType YEAR =
      Types.required(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(YEAR_NAME);
  private static final PrimitiveType VERSION =
      Types.required(PrimitiveTypeName.INT32).named(VERSION_NAME);
  private static final MessageType BOTH =
      Types.buildMessage().addField(YEAR).addField(VERSION).named("year");

  /** The schema of a published file. */
  public static MessageType schema(Table table) {
    return new MessageType(table.name(), both(ParquetLayout.of(table)));
  }

  private static List<Type> both(MessageType table) {
    List<Type> fields = new ArrayList<>(table.getFields());
    fields.addAll(BOTH.getFields());
    return fields;
  }

  /** What a published file says of itself, also where Spark looks for comments of columns. */
  public Map<String, String> metadata(Table table) {
    Map<String, String> said = new TreeMap<>(ParquetLayout.metadata(table));
    said.put("openqof.financial_year", year.toString());
    said.put("openqof.version", Integer.toString(version));
    said.put("openqof.sentence." + YEAR_NAME, YEAR_SENTENCE);
    said.put("openqof.sentence." + VERSION_NAME, VERSION_SENTENCE);
    said.put(SPARK_ROW, sparkRow(table));
    return said;
  }

  private static String sparkRow(Table table) {
    StringBuilder json = new StringBuilder("{\"type\":\"struct\",\"fields\":[");
    for (Field field : table.fields()) {
      json.append(column(field.name(), sparkType(field), field.nullable(), field.sentence()))
          .append(',');
    }
    return json.append(column(YEAR_NAME, "string", false, YEAR_SENTENCE))
        .append(',')
        .append(column(VERSION_NAME, "integer", false, VERSION_SENTENCE))
        .append("]}")
        .toString();
  }

  private static String column(String name, String type, boolean nullable, String sentence) {
    return "{\"name\":\"%s\",\"type\":\"%s\",\"nullable\":%s,\"metadata\":{\"comment\":\"%s\"}}"
        .formatted(name, type, nullable, sentence.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static String sparkType(Field field) {
    return switch (field.type()) {
      case TEXT -> "string";
      case INT -> "integer";
      case LONG -> "long";
      case DECIMAL -> "decimal(%d,%d)".formatted(Field.DECIMAL_PRECISION, field.scale());
      case DATE -> "date";
      case FLAG -> "boolean";
    };
  }

  /** Writes them for a row group that is being written, after its other columns. */
  public void write(ParquetFileWriter file, long rows, BytesInputCompressor compressor)
      throws IOException {
    byte[] text = year.toString().getBytes(StandardCharsets.UTF_8);
    try (ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(
            compressor, BOTH, HeapByteBufferAllocator.getInstance(), ROOM, true)) {
      Statistics<?> years = Statistics.createStats(YEAR);
      years.updateStats(Binary.fromReusedByteArray(text));
      write(
          pages.getPageWriter(BOTH.getColumnDescription(new String[] {YEAR_NAME})),
          bytes(Integer.BYTES + text.length, value -> value.putInt(text.length).put(text)),
          rows,
          years);
      Statistics<?> versions = Statistics.createStats(VERSION);
      versions.updateStats(version);
      write(
          pages.getPageWriter(BOTH.getColumnDescription(new String[] {VERSION_NAME})),
          bytes(Integer.BYTES, value -> value.putInt(version)),
          rows,
          versions);
      pages.flushToFileWriter(file);
    }
  }

  private static byte[] bytes(int length, Consumer<ByteBuffer> value) {
    byte[] bytes = new byte[length];
    value.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  /** A dictionary of one value, and one run of it as long as the row group. */
  private static void write(PageWriter pages, byte[] value, long rows, Statistics<?> statistics)
      throws IOException {
    pages.writeDictionaryPage(new DictionaryPage(BytesInput.from(value), 1, Encoding.PLAIN));
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    run.write(BITS);
    BytesUtils.writeUnsignedVarInt(Math.toIntExact(rows << 1), run);
    run.write(0);
    pages.writePage(
        BytesInput.from(run.toByteArray()),
        Math.toIntExact(rows),
        Math.toIntExact(rows),
        statistics,
        null,
        null,
        Encoding.RLE,
        Encoding.RLE,
        Encoding.RLE_DICTIONARY);
  }
}
