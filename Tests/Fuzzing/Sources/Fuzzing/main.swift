internal import CFuzzer
internal import Foundation

// fuzzing TARGET [LIBFUZZER ARGUMENT...]   fuzzes one target
// fuzzing --targets                        lists them, with the length of their inputs
// fuzzing --seeds TARGET FOLDER            writes the inputs that fuzzing begins with
// fuzzing --values                         tells of each line of standard input what is read of it

let words = CommandLine.arguments

func target(named name: String) -> Target {
  guard let target = Target.all.first(where: { $0.name == name }) else {
    print("no target \(name)")
    exit(64)
  }
  return target
}

/// libFuzzer's callback cannot hold a context.
nonisolated(unsafe) var chosen: Target?

func fuzz(_ name: String) -> Int32 {
  unsafe chosen = target(named: name)
  // The name of the target takes the place of that of the program.
  var count = CommandLine.argc - 1
  // SAFETY: the arguments live as long as the process, and the driver keeps to their count.
  var arguments = unsafe Optional(CommandLine.unsafeArgv + 1)
  return unsafe LLVMFuzzerRunDriver(&count, &arguments) { data, size in
    // SAFETY: libFuzzer hands out `size` bytes that live until the callback returns.
    let bytes = unsafe UnsafeBufferPointer(start: data, count: size)
    unsafe chosen?.run(Array(bytes))
    return 0
  }
}

func writeSeeds(of name: String, to folder: String) throws {
  for (number, seed) in target(named: name).seeds().enumerated() {
    try Data(seed).write(to: URL(filePath: folder).appending(path: "seed-\(number)"))
  }
}

switch words.dropFirst().first {
case "--targets": for target in Target.all { print(target.name, target.lengthLimit) }
case "--seeds" where words.count == 4: try writeSeeds(of: words[2], to: words[3])
case "--values": answerLines()
case let name?: exit(fuzz(name))
case nil: exit(64)
}
