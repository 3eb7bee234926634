package org.openqof.store.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.BinaryColumn;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * Reads Parquet files of a table into blocks, one a row group: those written by {@link BlockWriter}
 * and those that Spark wrote or rewrote. Columns are found by name.
 *
 * <p>One file because pages of every encoding are read in one pass, on the hot path.
 */
public final class BlockReader {
  /** Room for the rows of one practice or area in most tables. */
  private static final int FEW_ROWS = 1_024;

  private BlockReader() {}

  /** All rows of a file, one block a row group. */
  public static List<Block> read(Storage storage, String path, Table table) {
    return read(storage, path, table, Selection.everything());
  }

  /** The selected rows and columns of a file, one block a row group that holds any. */
  public static List<Block> read(Storage storage, String path, Table table, Selection selection) {
    List<Block> blocks = new ArrayList<>();
    forEach(storage, path, table, selection, blocks::add);
    return blocks;
  }

  /**
   * Hands over the selected rows of a file block by block, so that only one row group is in memory.
   *
   * @throws org.openqof.errors.QofException when the file is damaged or has other columns
   */
  public static void forEach(
      Storage storage, String path, Table table, Selection selection, Consumer<Block> blocks) {
    forEach(storage, path, table, selection, new BitSet(), blocks);
  }

  /** As above for a file of the lake, without the rows that were deleted from it. */
  public static void forEach(
      Storage storage, DataFile file, Table table, Selection selection, Consumer<Block> blocks) {
    forEach(storage, file.path(), table, selection, file.deletedRows(), blocks);
  }

  private static void forEach(
      Storage storage,
      String path,
      Table table,
      Selection selection,
      BitSet deleted,
      Consumer<Block> blocks) {
    // Positions of deleted rows are those of the whole file, so that its pages cannot be passed
    // over.
    boolean byPage = deleted.isEmpty() && byText(table, selection);
    try (ParquetFileReader file =
        open(storage, table, path, byPage ? pagesOf(table, selection) : FilterCompat.NOOP)) {
      MessageType found = file.getFileMetaData().getSchema();
      List<Field> fields = wanted(table, path, selection, found);
      file.setRequestedSchema(
          new MessageType(
              table.name(), fields.stream().map(field -> found.getType(field.name())).toList()));
      long firstRow = 0;
      int group = 0;
      for (BlockMetaData described : file.getRowGroups()) {
        if (touched(table, described, selection)) {
          Block kept =
              byPage
                  ? rowGroup(table, path, file, fields, group, selection)
                  : kept(
                      rowGroup(table, path, file, fields, group, null),
                      selection,
                      deleted,
                      firstRow);
          if (kept.rows() > 0) {
            blocks.accept(kept);
          }
        }
        firstRow += described.getRowCount();
        group++;
      }
    } catch (IOException problem) {
      throw LakeErrors.unreadableTableFile(table.name(), path, problem);
    }
  }

  /** Whether rows are selected by a leading key that is a text. */
  private static boolean byText(Table table, Selection selection) {
    return selection.ofSomeRows() && table.fields().get(0).type() == Field.Type.TEXT;
  }

  /**
   * Pages that may hold what is selected: one practice is a few pages of a row group of hundreds.
   */
  private static FilterCompat.Filter pagesOf(Table table, Selection selection) {
    BinaryColumn lead = FilterApi.binaryColumn(table.fields().get(0).name());
    String least = selection.least();
    String most = selection.most();
    FilterPredicate from = least == null ? null : FilterApi.gtEq(lead, Binary.fromString(least));
    FilterPredicate to = most == null ? null : FilterApi.ltEq(lead, Binary.fromString(most));
    return FilterCompat.get(from == null ? to : to == null ? from : FilterApi.and(from, to));
  }

  /**
   * Which of a table's columns a file has, which an earlier program may have written that knew
   * fewer.
   *
   * @param there those that are in the file
   * @param filled those of them that have a value or must have one
   * @param rows rows of the file
   */
  public record Columns(Set<Field> there, Set<Field> filled, long rows) {}

  /** The columns of a file, told from its footer. */
  public static Columns columns(Storage storage, DataFile file, Table table) {
    try (ParquetFileReader reader = open(storage, table, file.path())) {
      MessageType found = reader.getFileMetaData().getSchema();
      List<BlockMetaData> groups = reader.getRowGroups();
      Set<Field> there = new HashSet<>();
      Set<Field> filled = new HashSet<>();
      for (Field field : table.fields()) {
        if (found.containsField(field.name())) {
          there.add(field);
          boolean empty =
              groups.stream()
                  .map(group -> BlockWriter.column(group, field).getStatistics())
                  .allMatch(known -> known.isNumNullsSet() && !known.hasNonNullValue());
          if (!field.nullable() || !empty) {
            filled.add(field);
          }
        }
      }
      return new Columns(
          there, filled, groups.stream().mapToLong(BlockMetaData::getRowCount).sum());
    } catch (IOException problem) {
      throw LakeErrors.unreadableTableFile(table.name(), file.path(), problem);
    }
  }

  /** What a log says of a data file, told from its footer. */
  public static DataFile described(Storage storage, Storage.Entry file, Table table) {
    try (ParquetFileReader reader = open(storage, table, file.path())) {
      List<BlockMetaData> groups = reader.getRowGroups();
      List<ColumnRange> ranges = new ArrayList<>();
      MessageType found = reader.getFileMetaData().getSchema();
      for (Field field : table.fields()) {
        // An earlier program knew fewer columns, and those of the key always.
        if (found.containsField(field.name()) || !field.nullable()) {
          ranges.add(BlockWriter.range(field, groups));
        }
      }
      return new DataFile(
          table.name(),
          file.path(),
          file.bytes(),
          file.modifiedMillis(),
          groups.stream().mapToLong(BlockMetaData::getRowCount).sum(),
          new BitSet(),
          ranges,
          null,
          null);
    } catch (IOException | IllegalArgumentException problem) {
      throw LakeErrors.unreadableTableFile(table.name(), file.path(), problem);
    }
  }

  /** Opens a file and reads its footer. */
  public static ParquetFileReader open(Storage storage, Table table, String path) {
    return open(storage, table, path, FilterCompat.NOOP);
  }

  private static ParquetFileReader open(
      Storage storage, Table table, String path, FilterCompat.Filter filter) {
    ParquetReadOptions options =
        new ParquetReadOptions.Builder(new PlainParquetConfiguration())
            .withRecordFilter(filter)
            .useDictionaryFilter(false)
            .useBloomFilter(false)
            .withCodecFactory(new PageZstd())
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false)
            .build();
    InputFile file = ParquetFiles.input(storage, path);
    try {
      return new ParquetFileReader(file, options);
    } catch (IOException | RuntimeException problem) {
      // Parquet throws plain runtime exceptions on footers that make no sense.
      throw LakeErrors.unreadableTableFile(table.name(), path, problem);
    }
  }

  private static List<Field> wanted(
      Table table, String path, Selection selection, MessageType found) {
    List<Field> fields = new ArrayList<>();
    for (Field field : table.fields()) {
      if (!selection.wants(field)) {
        continue;
      }
      if (!found.containsField(field.name())) {
        if (field.nullable()) {
          continue;
        }
        throw LakeErrors.otherColumns(
            table.name(), path, field.name(), ParquetLayout.column(field).toString(), "no column");
      }
      Type type = found.getType(field.name());
      if (!fits(ParquetLayout.column(field), type)) {
        throw LakeErrors.otherColumns(
            table.name(),
            path,
            field.name(),
            ParquetLayout.column(field).toString(),
            type.toString());
      }
      fields.add(field);
    }
    return fields;
  }

  private static boolean fits(PrimitiveType expected, Type found) {
    if (!found.isPrimitive()
        || found.isRepetition(Type.Repetition.REPEATED)
        || found.asPrimitiveType().getPrimitiveTypeName() != expected.getPrimitiveTypeName()) {
      return false;
    }
    return !(expected.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal)
        || (found.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation other
            && decimal.getScale() == other.getScale());
  }

  private static boolean touched(Table table, BlockMetaData group, Selection selection) {
    if (!byText(table, selection)) {
      return group.getRowCount() > 0;
    }
    ColumnRange range = BlockWriter.range(table.fields().get(0), List.of(group));
    return selection.touches((String) range.least(), (String) range.most());
  }

  private static Block kept(Block block, Selection selection, BitSet deleted, long firstRow) {
    Field lead = block.table().fields().get(0);
    boolean some = selection.ofSomeRows();
    if (!some && deleted.isEmpty()) {
      return block;
    }
    int[] chosen = new int[block.rows()];
    int count = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (!deleted.get(Math.toIntExact(firstRow + row))
          && (!some || selection.holds(block.canonicalAt(lead, row)))) {
        chosen[count++] = row;
      }
    }
    return count == block.rows() ? block : block.pick(chosen, count);
  }

  private static Block rowGroup(
      Table table,
      String path,
      ParquetFileReader file,
      List<Field> fields,
      int group,
      @Nullable Selection byPage) {
    try {
      return rowGroup(table, file, fields, group, byPage);
    } catch (IOException | RuntimeException problem) {
      // As with footers; nothing but Parquet's own code runs here.
      throw LakeErrors.unreadableTableFile(table.name(), path, problem);
    }
  }

  /**
   * Rows of a row group.
   *
   * @param byPage the rows wanted, of the pages that may hold them; null for all rows
   */
  private static Block rowGroup(
      Table table,
      ParquetFileReader file,
      List<Field> fields,
      int group,
      @Nullable Selection byPage)
      throws IOException {
    try (PageReadStore pages =
        byPage == null ? file.readRowGroup(group) : file.readFilteredRowGroup(group)) {
      if (pages == null) {
        return new Block(table, 1);
      }
      int rows = Math.toIntExact(pages.getRowCount());
      MessageType schema = file.getFileMetaData().getSchema();
      List<TextColumn> texts =
          fields.stream().map(field -> new TextColumn(field.type() == Field.Type.TEXT)).toList();
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              pages,
              new Texts(texts),
              new MessageType(
                  table.name(),
                  fields.stream().map(field -> schema.getType(field.name())).toList()),
              file.getFileMetaData().getCreatedBy());
      ColumnReader[] columns = new ColumnReader[fields.size()];
      int[] levels = new int[fields.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] =
            store.getColumnReader(schema.getColumnDescription(new String[] {fields.get(i).name()}));
        levels[i] = columns[i].getDescriptor().getMaxDefinitionLevel();
      }
      if (byPage == null) {
        Block block = new Block(table, rows);
        for (int row = 0; row < rows; row++) {
          block.next();
          for (int i = 0; i < columns.length; i++) {
            take(block, fields.get(i), columns[i], levels[i], texts.get(i));
          }
        }
        return block;
      }
      @Nullable String[] leads = leads(columns[0], levels[0], texts.get(0), rows, byPage);
      return someRows(table, fields, columns, levels, texts, leads);
    }
  }

  /** Leading keys up to the last row that is selected; null for a row that is not. */
  private static @Nullable String[] leads(
      ColumnReader lead, int level, TextColumn texts, int rows, Selection selection) {
    @Nullable String[] leads = new String[rows];
    int last = 0;
    for (int row = 0; row < rows; row++) {
      if (lead.getCurrentDefinitionLevel() == level) {
        lead.writeCurrentValueToConverter();
        if (selection.holds(texts.current)) {
          leads[row] = texts.current;
          last = row + 1;
        }
      }
      lead.consume();
    }
    return Arrays.copyOf(leads, last);
  }

  /** The selected rows; of the other rows the columns are passed over. */
  private static Block someRows(
      Table table,
      List<Field> fields,
      ColumnReader[] columns,
      int[] levels,
      List<TextColumn> texts,
      @Nullable String[] leads) {
    Block block = new Block(table, FEW_ROWS);
    for (String lead : leads) {
      if (lead != null) {
        block.next().text(fields.get(0), lead);
      }
      for (int i = 1; i < columns.length; i++) {
        if (lead != null) {
          take(block, fields.get(i), columns[i], levels[i], texts.get(i));
        } else {
          if (columns[i].getCurrentDefinitionLevel() == levels[i]) {
            columns[i].skip();
          }
          columns[i].consume();
        }
      }
    }
    return block;
  }

  /** Takes the current value of a column into the current row, and goes on to the next. */
  private static void take(
      Block block, Field field, ColumnReader column, int level, TextColumn texts) {
    if (column.getCurrentDefinitionLevel() == level) {
      set(block, field, column, texts);
    }
    column.consume();
  }

  private static void set(Block block, Field field, ColumnReader column, TextColumn texts) {
    switch (field.type()) {
      case TEXT -> {
        column.writeCurrentValueToConverter();
        block.text(field, texts.current);
      }
      case INT -> block.count(field, column.getInteger());
      case DATE -> block.day(field, column.getInteger());
      case LONG, DECIMAL -> block.unscaled(field, column.getLong());
      case FLAG -> block.flag(field, column.getBoolean());
    }
  }

  /** Texts of a dictionary become Strings once, not once a row. */
  private static final class TextColumn extends PrimitiveConverter {
    private final boolean ofTexts;
    private String[] known = {};
    private @Nullable String current;

    TextColumn(boolean ofTexts) {
      this.ofTexts = ofTexts;
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      if (ofTexts) {
        known = new String[dictionary.getMaxId() + 1];
        for (int id = 0; id < known.length; id++) {
          known[id] = dictionary.decodeToBinary(id).toStringUsingUTF8();
        }
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      current = known[id];
    }

    @Override
    public void addBinary(Binary value) {
      current = value.toStringUsingUTF8();
    }
  }

  private static final class Texts extends GroupConverter {
    private final List<TextColumn> columns;

    Texts(List<TextColumn> columns) {
      this.columns = columns;
    }

    @Override
    public Converter getConverter(int column) {
      return columns.get(column);
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
