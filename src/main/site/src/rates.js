// Rates and percentages from counts, by the rounding rule of the publication (docs/method.md,
// section 33): a rate is a fraction of 1 to ten decimals, half-up; a percentage is that decimal,
// half-up once more. Whole numbers throughout, so that no binary fraction comes in between.
const SCALE = 10n ** 10n

/** Events over a base as a whole number of ten-thousand-millionths; null where there is no rate. */
export function rate(events, base) {
  if (events == null || base == null || base <= 0) return null
  return roundedQuotient(BigInt(events) * SCALE, BigInt(base))
}

/** A rate in percent with so many decimals, as digits without a sign; null stays null. */
export function percent(scaled, decimals) {
  if (scaled == null) return null
  const unit = 10n ** BigInt(8 - decimals)
  const whole = roundedQuotient(BigInt(scaled), unit)
  const digits = whole.toString().padStart(decimals + 1, '0')
  return decimals === 0 ? digits : digits.slice(0, -decimals) + '.' + digits.slice(-decimals)
}

function roundedQuotient(above, below) {
  return (2n * above + below) / (2n * below)
}

/** The measures of a kind of subject: what is divided by what. */
export const MEASURES = {
  raw_prevalence: {
    name: 'Prevalence',
    events: row => row.register_size,
    base: row => row.list_size,
    eventsName: 'On the register',
    baseName: 'Registered patients',
  },
  achievement: {
    name: 'Achievement',
    events: row => row.numerator,
    base: row => row.denominator,
    eventsName: 'Numerator',
    baseName: 'Denominator',
  },
  pca_rate: {
    name: 'Personalised care adjustments',
    events: row => row.pca_count,
    base: row => sum(row.denominator, row.pca_count),
    eventsName: 'Adjustments',
    baseName: 'Denominator and adjustments',
  },
  intervention_rate: {
    name: 'Patients receiving the intervention',
    events: row => row.numerator,
    base: row => sum(row.denominator, row.pca_count),
    eventsName: 'Numerator',
    baseName: 'Denominator and adjustments',
  },
}

function sum(a, b) {
  return a == null || b == null ? null : a + b
}
