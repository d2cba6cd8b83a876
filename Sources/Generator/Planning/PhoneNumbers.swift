/// Numbers that nobody has: the lines 555-0100 to 555-0199 of every area code are kept for fiction.
///
/// Subscribers have the lines below 50, applications those from 50, so that nobody writes to
/// themselves.
enum PhoneNumbers {
  static let areaCodes: [UInt16] = [
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225,
    228, 229, 231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281,
    301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321,
    323, 325, 330, 334, 336, 337, 339, 347, 351, 352, 360, 361, 386, 401, 402, 404, 405, 406, 407,
    408, 409, 410, 412, 413, 414, 415, 417, 419, 423, 424, 425, 430, 432, 434, 435, 440, 443, 469,
    478, 479, 480, 484, 501, 502, 503, 504, 505, 507, 508, 509, 510, 512, 513, 515, 516, 517, 518,
    520, 530, 540, 541, 551, 559, 561, 562, 563, 567, 570, 571, 573, 574, 580, 585, 586, 601, 602,
    603, 605, 606, 607, 608, 609, 610, 612, 614, 615, 616, 617, 618, 619, 620, 623, 626, 630, 631,
    636, 641, 646, 650, 651, 660, 661, 662, 678, 682, 701, 702, 703, 704, 706, 707, 708, 712, 713,
    714, 715, 716, 717, 718, 719, 720, 724, 727, 731, 732, 734, 740, 754, 757, 760, 763, 765, 770,
    772, 773, 774, 775, 781, 785, 786, 801, 802, 803, 804, 805, 806, 808, 810, 812, 813, 814, 815,
    816, 817, 818, 828, 830, 831, 832, 843, 845, 847, 848, 850, 856, 857, 858, 859, 860, 862, 863,
    864, 865, 870, 901, 903, 904, 906, 907, 908, 909, 910, 912, 913, 914, 915, 916, 917, 918, 919,
    920, 925, 928, 931, 936, 937, 940, 941, 947, 949, 951, 952, 954, 956, 970, 971, 972, 973, 978,
    979, 980, 985, 989,
  ]
  private static let tollFreeCodes = [800, 833, 844, 855, 866, 877, 888]

  static let linesPerArea = 50

  /// How many subscribers there are.
  static var subscriberCount: Int { areaCodes.count * linesPerArea }

  /// The senders of the application of a rank, all different.
  static func senders(_ type: AddressType, rank: Int) -> [String] {
    switch type {
    case .longCode:
      (0..<40).map { index in
        let area = Int(areaCodes[(rank * 31 + index * 7) % areaCodes.count])
        return "+1\(area)555\(line(rank * 5 + index * 13))"
      }
    case .tollFree:
      tollFreeCodes.map { "+1\($0)555\(line(rank * 5 + $0))" }
    case .shortCode:
      ["\(20_100 + rank * 1_111)", "\(71_037 + rank * 407)", "\(290_400 + rank * 5_003)"]
    case .alphanumeric: ["CLINIC", "NORTHWIND", "FlyHome", "TaxiNow"]
    case .agent: ["MeadowBankRBM", "LanternAirRBM"]
    }
  }

  private static func line(_ number: Int) -> String { "01\(linesPerArea + number % linesPerArea)" }
}

extension LineBuffer {
  /// Appends the number of a subscriber, `+12025550123`.
  mutating func append(subscriber index: Int, areaCodes: [UInt16]) {
    append("+1")
    append(digits: Int64(areaCodes[index / PhoneNumbers.linesPerArea]), width: 3)
    append("55501")
    append(digits: Int64(index % PhoneNumbers.linesPerArea), width: 2)
  }
}
