/**
 * A unit code: ISO 4217 for money, SI/UCUM else, classifiers in braces: CNY, t, Wh, W, m2, 亩, %, pp, x, {个}, {家}.
 * Prices and yearly rates are quotients of these: CNY/t, t/a.
 */
export type Unit = string
