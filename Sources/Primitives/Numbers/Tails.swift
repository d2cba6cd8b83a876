internal import Glibc

/// The probabilities of what chance alone does rarely.
public enum Tails {
  /// The probability that Student's t with so many degrees of freedom is farther from 0 than `t`.
  ///
  /// The regularised incomplete beta function of `degrees` ÷ 2 and ½ at `degrees` ÷ (`degrees` + t²).
  /// About 10 digits are right, and of probabilities below 10^-300 none.
  ///
  /// - Precondition: `degrees` is positive.
  public static func student(_ t: Double, degrees: Double) -> Double {
    precondition(degrees > 0, "\(degrees) degrees of freedom")
    guard t.isFinite else { return 0 }
    return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  }

  /// The regularised incomplete beta function.
  ///
  /// - SeeAlso: NIST Digital Library of Mathematical Functions, 8.17.4 and 8.17.22.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast on this side of the mean only.
    guard x <= (a + 1) / (a + b + 2) else { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front / a / continuedFraction(x, a, b)
  }

  /// The denominator of the continued fraction, by the method of Lentz.
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    // Stands in for a zero, which would end the method.
    let tiny = 1e-300
    var (numerator, denominator, value) = (1.0, 0.0, 1.0)
    for step in 1...500 {
      let m = Double(step / 2)
      let coefficient =
        step % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      denominator = 1 + coefficient * denominator
      if abs(denominator) < tiny { denominator = tiny }
      denominator = 1 / denominator
      numerator = 1 + coefficient / numerator
      if abs(numerator) < tiny { numerator = tiny }
      value *= numerator * denominator
      if abs(numerator * denominator - 1) < 1e-15 { break }
    }
    return value
  }
}
