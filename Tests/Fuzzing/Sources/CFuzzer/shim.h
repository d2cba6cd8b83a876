#pragma once
#include <stddef.h>
#include <stdint.h>

// LLVM ships this function of its libFuzzer without a header.

/// Runs `target` until one of the limits in the arguments is reached.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*target)(const uint8_t *data, size_t size));

// Swift's view of the C library lacks this one.

/// A file that lies in no folder.
int memfd_create(const char *name, unsigned int flags);
