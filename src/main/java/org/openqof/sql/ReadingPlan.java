package org.openqof.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.openqof.errors.QofException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A statement that does nothing but read, decided by its logical plan and never by its words.
 *
 * <p>Spark runs a command as soon as its plan is analysed, so the plan as parsed is looked at
 * first: every node of it, of its subqueries and of its common table expressions must be one of
 * those listed here. What is not listed is refused, so that a kind of statement that a later Spark
 * brings is refused until somebody has looked at it. Functions are judged in the analysed plan,
 * where their names no longer matter.
 */
final class ReadingPlan {
  /** Nodes of parsed queries. */
  private static final Set<String> QUERIES =
      Set.of(
          "Aggregate",
          "AsOfJoin",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LimitAll",
          "LocalLimit",
          "LocalRelation",
          "Offset",
          "OneRowRelation",
          "Pivot",
          "PipeOperator",
          "Project",
          "Range",
          "RebalancePartitions",
          "RelationTimeTravel",
          "Repartition",
          "RepartitionByExpression",
          "ResolvedInlineTable",
          "Sample",
          "Sort",
          "SubqueryAlias",
          "Tail",
          "Union",
          "Unpivot",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedQualify",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTVFAliases",
          "UnresolvedTableValuedFunction",
          "UnresolvedWith",
          "Window",
          "WithWindowDefinition");

  /** Nodes of statements that tell what there is. */
  private static final Set<String> LOOKS =
      Set.of(
          "CurrentNamespace",
          "DescribeColumn",
          "DescribeFunction",
          "DescribeFunctionCommand",
          "DescribeNamespace",
          "DescribeQueryCommand",
          "DescribeRelation",
          "ShowColumns",
          "ShowFunctions",
          "ShowNamespaces",
          "ShowTableProperties",
          "ShowTables",
          "ShowViews",
          "UnresolvedFunctionName",
          "UnresolvedNamespace",
          "UnresolvedTableOrView");

  /** Functions that call any method of any class. */
  private static final Set<String> CALLS = Set.of("CallMethodViaReflection", "TryReflect");

  private ReadingPlan() {}

  /**
   * The rows that a statement asks for; they are read when they are taken.
   *
   * @throws QofException when the statement does anything but read; nothing of it was done
   */
  static Dataset<Row> rows(SparkSession given, String statement) throws Exception {
    var session = (org.apache.spark.sql.classic.SparkSession) given;
    LogicalPlan parsed = session.sessionState().sqlParser().parsePlan(statement);
    refuseOthers(parsed);
    var rows = org.apache.spark.sql.classic.Dataset$.MODULE$.ofRows(session, parsed);
    refuseCalls(rows.queryExecution().analyzed());
    return rows;
  }

  private static void refuseOthers(LogicalPlan node) {
    String kind = node.getClass().getSimpleName().replace("$", "");
    if (!QUERIES.contains(kind) && !LOOKS.contains(kind)) {
      throw SqlErrors.notAQuery(kind);
    }
    plansBelow(node).forEach(ReadingPlan::refuseOthers);
    expressions(node).forEach(ReadingPlan::refuseOthersBelow);
  }

  private static void refuseOthersBelow(Expression expression) {
    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      refuseOthers(plan);
    }
    CollectionConverters.asJava(expression.children()).forEach(ReadingPlan::refuseOthersBelow);
  }

  private static void refuseCalls(LogicalPlan node) {
    plansBelow(node).forEach(ReadingPlan::refuseCalls);
    expressions(node).forEach(ReadingPlan::refuseCallsBelow);
  }

  private static void refuseCallsBelow(Expression expression) {
    String kind = expression.getClass().getSimpleName();
    if (CALLS.contains(kind)) {
      throw SqlErrors.notAQuery(expression.prettyName());
    }
    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      refuseCalls(plan);
    }
    CollectionConverters.asJava(expression.children()).forEach(ReadingPlan::refuseCallsBelow);
  }

  private static List<LogicalPlan> plansBelow(LogicalPlan node) {
    List<LogicalPlan> below = new ArrayList<>(CollectionConverters.asJava(node.children()));
    for (Object inner : CollectionConverters.asJava(node.innerChildren())) {
      if (inner instanceof LogicalPlan plan) {
        below.add(plan);
      }
    }
    return below;
  }

  private static List<Expression> expressions(LogicalPlan node) {
    return CollectionConverters.asJava(node.expressions());
  }
}
