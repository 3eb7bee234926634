"""The bare core of a national year as an analyst writes it in pandas: for `qof bench`.

Reads the payment service's extract, takes of every value the submission that counts, forms
registers and points, prices every line with the national prevalence, rolls results up by area, and
writes three tables. No checks, no quarantine, no lake, no confidence limits, no protection: what is
needed for the same pounds and nothing more.

Vectorised throughout, and only the columns needed are read. Money is in floating point, as it mostly
is in such scripts. It shares no code with the product or with the SQL of the tests.

    python3 national_year.py EXTRACTS RULEBOOKS OUT YEAR...

Prints one line a year: year, practices, rows read, pounds. Needs pandas 1.5 or later; writes Parquet
where pyarrow or fastparquet is there, and CSV where neither is.
"""

import pathlib
import re
import sys

import numpy as np
import pandas as pd

KEY = ["ORG_CODE", "IND_CODE", "field"]
AREAS = ["PCN_ODS_CODE", "SUB_ICB_ODS_CODE", "ICB_ODS_CODE", "REGION_ODS_CODE", "NAT_CODE"]


FIELDS = ["numerator", "denominator", "answer", "register"]


def field_of(name):
    """What a field of the extract holds, by its name."""
    if name == "Numerator":
        return "numerator"
    if name == "Denominator":
        return "denominator"
    if name == "Yes/No Flag":
        return "answer"
    return "register" if "register" in name.lower() else "reason"


def half_up(amount):
    """To the nearest whole number, a half upwards."""
    return np.floor(amount + 0.5)


def parameter(rules, name):
    return re.search(rf"(?m)^{name}:\s+value:\s*(\S+)", rules)[1]


def counts_that_count(file, year):
    """One row a practice and indicator, a column a field; and the number of rows read."""
    words = ["ORG_CODE", "IND_CODE", "FIELD_NAME", "VALUE", "SUBMIT_DATE", "SUBMIT_TIME", "LAST_SUBMISSION"]
    values = pd.read_csv(file, usecols=["ACH_DATE", *words], dtype=dict.fromkeys(words, "str"))
    rows = len(values)
    values = values[values["ACH_DATE"] == int(year[:4]) * 10000 + 10331]
    # Where an indicator of a practice has a last submission, the earlier ones are dropped.
    last = values["LAST_SUBMISSION"] == "Y"
    said = last.groupby([values["ORG_CODE"], values["IND_CODE"]]).transform("any")
    values = values[last | ~said]
    fields = {name: field_of(name) for name in values["FIELD_NAME"].unique()}
    values = values.assign(field=values["FIELD_NAME"].map(fields).astype("category"))
    values = values[values["field"] != "reason"]
    answers = {"Y": "1", "YES": "1", "N": "0", "NO": "0"}
    values = values.assign(
        value=pd.to_numeric(values["VALUE"].replace(answers)),
        submitted=pd.to_datetime(
            values["SUBMIT_DATE"] + " " + values["SUBMIT_TIME"], format="%d/%m/%Y %H:%M:%S"
        ),
    )
    # Of what is left the latest counts; of two at one time the later line.
    latest = values.sort_values("submitted", kind="stable").drop_duplicates(KEY, keep="last")
    wide = latest.set_index(KEY)["value"].unstack("field").reset_index()
    return wide.reindex(columns=["ORG_CODE", "IND_CODE", *FIELDS]), rows


def points(lines):
    """Hundredths of a point, from the counts and the indicator's thresholds."""
    numerator, denominator = lines["numerator"], lines["denominator"]
    available, lower, upper = lines["available"], lines["lower"], lines["upper"]
    between = lines["at_lower"] + half_up(
        (available - lines["at_lower"])
        * (numerator * 10000 - lower * denominator)
        / ((upper - lower) * denominator)
    )
    return np.select(
        [
            lines["kind"] == "register",
            lines["kind"] == "yes_no",
            numerator.isna() | denominator.isna() | (denominator == 0),
            numerator * 10000 < lower * denominator,
            numerator * 10000 >= upper * denominator,
        ],
        [
            np.where(lines["register"] > 0, available, 0),
            np.where(lines["answer"] > 0, available, 0),
            0,
            0,
            available,
        ],
        between,
    )


def write(table, out, name):
    try:
        table.to_parquet(out / f"{name}.parquet", index=False)
    except ImportError:
        table.to_csv(out / f"{name}.csv", index=False)


def national_year(extracts, rulebook, out, year):
    short = year[2:4] + year[5:7]

    def found(name):
        return next(extracts.rglob(f"{name}_{short}.csv"))

    counts, rows = counts_that_count(found("INDICATOR_VALUES"), year)
    awarded = pd.read_csv(
        found("INDICATOR_ACHIEVED_POINTS"), usecols=["ORG_CODE", "IND_CODE", "POINTS"]
    )
    rules = (rulebook / "payment.yaml").read_text()
    pence = round(float(parameter(rules, "point_value_gbp")) * 100)
    average_list = float(parameter(rules, "average_list_size"))
    indicators = pd.read_csv(rulebook / "indicators.csv").rename(columns={"indicator_code": "IND_CODE"})
    for column, name in [
        ("available", "available_points"), ("lower", "lower_threshold_percent"),
        ("upper", "upper_threshold_percent"), ("at_lower", "points_at_lower_threshold"),
    ]:
        indicators[column] = (indicators[name].astype(float) * 100).round()
    indicators["at_lower"] = indicators["at_lower"].where(indicators["kind"] == "step", 0)
    groups = pd.read_csv(rulebook / "groups.csv")

    lists = pd.read_csv(found("CONTRACTOR_REGISTERED_POPULATION"))
    lists = lists[lists["REFERENCE_DATE"] == (int(year[:4]) + 1) * 10000 + 101]
    practices = lists.rename(columns={"PRACTICE_CODE": "ORG_CODE", "REGISTERED_POPULATION": "crp"})
    practices = practices[["ORG_CODE", "crp"]]
    practices = practices[practices["ORG_CODE"].isin(counts["ORG_CODE"].unique())]

    # A group's register comes with its register indicator; one of its own with the indicators it pays.
    own = pd.read_csv(rulebook / "registers.csv")
    own = own[own["pays"] == "yes"]
    own = own.assign(IND_CODE=own["indicators"].str.split(";")).explode("IND_CODE")
    sent = pd.concat([
        groups[["group_code", "register_indicator"]].set_axis(["paid_by", "IND_CODE"], axis=1),
        own[["register_code", "IND_CODE"]].set_axis(["paid_by", "IND_CODE"], axis=1),
    ])
    registers = counts.merge(sent, on="IND_CODE").merge(practices, on="ORG_CODE")
    registers = registers[registers["register"].notna()].drop_duplicates(["ORG_CODE", "paid_by"])
    national = registers.groupby("paid_by")[["register", "crp"]].sum()
    registers["factor"] = registers["register"] / registers["crp"] / (
        registers["paid_by"].map(national["register"] / national["crp"])
    )
    indicators["paid_by"] = indicators["IND_CODE"].map(
        own.set_index("IND_CODE")["register_code"]
    ).fillna(indicators["prevalence_group"])

    lines = practices.merge(indicators, how="cross").merge(counts, on=["ORG_CODE", "IND_CODE"], how="left")
    # An answer by hand that was not sent: points awarded stand for it.
    lines = lines.merge(awarded, on=["ORG_CODE", "IND_CODE"], how="left")
    by_hand = lines["answer"].isna() & (lines["manual"] == "yes")
    lines["answer"] = lines["answer"].where(~by_hand, np.sign(lines["POINTS"]))
    lines["points"] = points(lines)
    lines = lines.merge(
        registers[["ORG_CODE", "paid_by", "factor"]], on=["ORG_CODE", "paid_by"], how="left",
    )
    factor = np.where(
        lines["prevalence_adjusted"] == "yes",
        lines["factor"].where(lines["points"] > 0, 0),
        1.0,
    )
    lines["payment_gbp"] = half_up(
        lines["points"] / 100 * pence * (lines["crp"] / average_list) * factor
    ) / 100

    mapping = pd.read_csv(found("MAPPING_NHS_GEOGRAPHIES"), usecols=["PRACTICE_CODE", *AREAS])
    placed = lines.merge(mapping, left_on="ORG_CODE", right_on="PRACTICE_CODE", how="left")
    areas = pd.concat(
        placed.groupby([level, "IND_CODE"], as_index=False)[
            ["numerator", "denominator", "register", "points"]
        ].sum().rename(columns={level: "area"}).assign(level=level)
        for level in AREAS
    )
    areas["achieved"] = areas["numerator"] / areas["denominator"]
    payments = lines.groupby("ORG_CODE", as_index=False)[["points", "payment_gbp"]].sum()

    folder = out / year
    folder.mkdir(parents=True, exist_ok=True)
    write(lines[["ORG_CODE", "IND_CODE", "numerator", "denominator", "points", "factor", "payment_gbp"]],
          folder, "payment_lines")
    write(payments, folder, "practice_payments")
    write(areas, folder, "area_indicators")
    print(f"{year} {len(practices)} {rows} {payments['payment_gbp'].sum():.2f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    extracts_folder, rulebooks_folder, out_folder = map(pathlib.Path, sys.argv[1:4])
    for one in sys.argv[4:]:
        national_year(extracts_folder, rulebooks_folder / one, out_folder, one)
