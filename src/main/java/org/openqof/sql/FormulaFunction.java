package org.openqof.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The formulas of one name, before Spark knows what they are called with. */
final class FormulaFunction implements UnboundFunction {
  private final String name;
  private final List<Formula> formulas;

  FormulaFunction(String name, List<Formula> formulas) {
    this.name = name;
    this.formulas = formulas;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return formulas.stream()
        .map(formula -> "qof." + formula.call() + ": " + formula.sentence())
        .collect(Collectors.joining("\n"));
  }

  /**
   * The formula that takes as many values as are given.
   *
   * @throws UnsupportedOperationException where none does, or where a value is of a type that could
   *     lose a digit; Spark names the place in the query
   */
  @Override
  public BoundFunction bind(StructType given) {
    StructField[] fields = given.fields();
    for (Formula formula : formulas) {
      if (formula.parameters().size() == fields.length) {
        return bound(formula, fields);
      }
    }
    throw new UnsupportedOperationException(
        "qof.%s takes other values. Write %s."
            .formatted(
                name,
                formulas.stream()
                    .map(formula -> "qof." + formula.call())
                    .collect(Collectors.joining(" or "))));
  }

  private static BoundFunction bound(Formula formula, StructField[] fields) {
    DataType[] types = new DataType[fields.length];
    for (int i = 0; i < fields.length; i++) {
      Parameter parameter = formula.parameters().get(i);
      DataType type = fields[i].dataType();
      types[i] =
          parameter
              .takes(type)
              .orElseThrow(
                  () ->
                      new UnsupportedOperationException(
                          ("qof.%s: %s is given as %s, which is not an exact %s."
                                  + " Write cast(... as %s).")
                              .formatted(
                                  formula.call(),
                                  parameter.name(),
                                  type.simpleString(),
                                  parameter.kind().words(),
                                  parameter.kind() == Parameter.Kind.AMOUNT
                                      ? "decimal(18,4)"
                                      : parameter.kind().words())));
    }
    return new Bound(formula, types);
  }

  /** A formula with the types of its values, as it travels to the tasks. */
  private static final class Bound implements ScalarFunction<Decimal> {
    private static final long serialVersionUID = 1;

    private final Formula formula;
    private final DataType[] types;

    Bound(Formula formula, DataType[] types) {
      this.formula = formula;
      this.types = types;
    }

    @Override
    public String name() {
      return formula.sqlName();
    }

    @Override
    public String canonicalName() {
      return "qof." + formula.call();
    }

    @Override
    public DataType[] inputTypes() {
      return types.clone();
    }

    @Override
    public DataType resultType() {
      return DataTypes.createDecimalType(formula.answer().precision(), formula.answer().scale());
    }

    @Override
    public @Nullable Decimal produceResult(InternalRow row) {
      for (int i = 0; i < types.length; i++) {
        if (row.isNullAt(i)) {
          return null;
        }
      }
      return formula
          .of(new Values(row))
          .map(
              value -> Decimal.apply(value, formula.answer().precision(), formula.answer().scale()))
          .orElse(null);
    }

    /** The values of a row. */
    private final class Values implements Formula.Given {
      private final InternalRow row;

      Values(InternalRow row) {
        this.row = row;
      }

      @Override
      public long count(int position) {
        return row.getLong(position);
      }

      @Override
      public BigDecimal amount(int position) {
        DecimalType type = (DecimalType) types[position];
        return row.getDecimal(position, type.precision(), type.scale()).toJavaBigDecimal();
      }

      @Override
      public boolean flag(int position) {
        return row.getBoolean(position);
      }

      @Override
      public String name(int position) {
        return formula.call() + ": " + formula.parameters().get(position).name();
      }
    }
  }
}
