import Foundation
import Testing

@testable import Primitives

/// Student's t against closed forms, and against tables.
struct TailsTests {
  static let distances = [1e-6, 0.01, 0.5, 1, 2, 4, 8, 20, 100, 1e4, 1e8]

  @Test(arguments: distances)
  func `one and two degrees of freedom have closed forms`(t: Double) {
    let one = 2 / Double.pi * atan(1 / t)
    let root = (2 + t * t).squareRoot()
    let two = 2 / (root * (root + t))
    #expect(abs(Tails.student(t, degrees: 1) - one) <= one * 1e-10)
    #expect(abs(Tails.student(t, degrees: 2) - two) <= two * 1e-10)
  }

  /// With many degrees of freedom it is the normal distribution.
  @Test(arguments: [0.1, 1, 2, 4, 6])
  func `many degrees of freedom come close to the normal distribution`(t: Double) {
    let normal = erfc(t / 2.0.squareRoot())
    #expect(abs(Tails.student(t, degrees: 1e8) - normal) <= normal * 1e-5)
  }

  /// The 97.5 % quantiles that every table has.
  @Test(arguments: [(5.0, 2.570582), (10, 2.228139), (30, 2.042272), (60, 2.000298)])
  func `quantiles are those of tables`(degrees: Double, quantile: Double) {
    #expect(abs(Tails.student(quantile, degrees: degrees) - 0.05) < 1e-7)
  }

  @Test func `nothing is farther than infinity`() {
    #expect(Tails.student(.infinity, degrees: 30) == 0)
    #expect(Tails.student(0, degrees: 30) == 1)
    #expect(Tails.student(1e200, degrees: 30) == 0)
  }
}
