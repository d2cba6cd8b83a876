internal import Primitives

/// A drawing in SVG, in units that are pixels where the page is wide enough.
struct Chart {
  static let width = 960.0
  static let left = 64.0
  static let right = 944.0

  private var html: HTMLWriter

  /// Writes a figure with a drawing in it.
  ///
  /// - Parameters:
  ///   - title: What it shows, for those who cannot see it too.
  ///   - height: Of the drawing.
  ///   - legend: Series by their class and name.
  ///   - notes: What has to be known to read it.
  ///   - html: Takes the figure.
  ///   - body: Draws.
  static func figure(
    _ title: String, height: Double, legend: [(class: String, name: String)], notes: [String] = [],
    to html: inout HTMLWriter, _ body: (inout Chart) -> Void
  ) {
    html.element("figure") { html in
      html.element("ul", ["class": "legend"]) { html in
        for (style, name) in legend {
          html.element("li") { html in
            html.leaf("i", "", ["class": style])
            html.text(name)
          }
        }
      }
      html.element("div", ["class": "scroll"]) { html in
        html.element(
          "svg",
          ["viewBox": "0 0 \(Int(width)) \(Int(height))", "role": "img", "aria-label": title]
        ) { html in
          html.leaf("title", title)
          var chart = Chart(html: html)
          body(&chart)
          html = chart.html
        }
      }
      for note in notes { html.leaf("figcaption", note) }
    }
  }

  mutating func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    html.leaf(
      "line", "",
      [
        "class": style, "x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2),
      ])
  }

  /// Draws a box that says what it stands for when it is pointed at.
  mutating func box(
    _ style: String, x: Double, y: Double, width: Double, height: Double, _ title: String
  ) {
    html.element(
      "rect",
      [
        "class": style, "x": number(x), "y": number(y), "width": number(width),
        "height": number(height),
      ]
    ) { $0.leaf("title", title) }
  }

  mutating func text(_ style: String, _ x: Double, _ y: Double, _ text: String) {
    html.leaf("text", text, ["class": style, "x": number(x), "y": number(y)])
  }

  /// Draws a line through points, broken where there is none, and a dot where one stands alone.
  mutating func curve(_ style: String, _ points: [(x: Double, y: Double)?]) {
    var path = ""
    var previous: (x: Double, y: Double)?
    for (index, point) in points.enumerated() {
      defer { previous = point }
      guard let point else { continue }
      path += "\(previous == nil ? "M" : "L")\(number(point.x)) \(number(point.y))"
      let isLast = index + 1 == points.count || points[index + 1] == nil
      if previous == nil, isLast { path += "h0.1" }
    }
    guard !path.isEmpty else { return }
    html.leaf("path", "", ["class": style, "d": path])
  }

  /// A coordinate with one decimal.
  private func number(_ value: Double) -> String {
    "\((value * 10).rounded() / 10)"
  }
}

/// Maps numbers from 0 or another least value to heights, with round steps between.
struct ValueAxis {
  let least: Double
  let greatest: Double
  let ticks: [Double]
  /// Where the greatest and the least lie in the drawing.
  let top: Double
  let bottom: Double

  /// An axis from `least` to at least `greatest`, in some four steps of 1, 2 or 5 times a power of
  /// ten, and of at least `leastStep`, which is such a power.
  init(
    from least: Double = 0, to greatest: Double, leastStep: Double = 1e-9, top: Double,
    bottom: Double
  ) {
    let span = max(greatest - least, 1e-9)
    var step = leastStep
    let factors = [2, 2.5, 2]
    var turn = 0
    while step * 5 < span {
      step *= factors[turn % 3]
      turn += 1
    }
    self.least = least
    var ticks: [Double] = []
    var index = 0.0
    while least + index * step < greatest + step * 0.999 {
      ticks.append(least + index * step)
      index += 1
    }
    self.greatest = max(ticks.last ?? greatest, least + step)
    self.ticks = ticks
    self.top = top
    self.bottom = bottom
  }

  /// An axis from 0 to at least `greatest` in whole steps: nothing is counted by halves.
  init(countsTo greatest: Int64, top: Double, bottom: Double) {
    self.init(to: Double(max(greatest, 1)), leastStep: 1, top: top, bottom: bottom)
  }

  /// An axis with a step for each of some powers of ten.
  init(decadesFrom least: Double, to greatest: Double, top: Double, bottom: Double) {
    (self.least, self.greatest, self.top, self.bottom) = (least, greatest, top, bottom)
    ticks = Array(stride(from: least, through: greatest, by: 1))
  }

  func y(_ value: Double) -> Double {
    bottom - (value - least) / (greatest - least) * (bottom - top)
  }

  /// Draws a line and a label for each step.
  func draw(in chart: inout Chart, _ label: (Double) -> String) {
    for tick in ticks {
      chart.line("grid", Chart.left, y(tick), Chart.right, y(tick))
      chart.text("tick end", Chart.left - 8, y(tick) + 4, label(tick))
    }
  }
}
