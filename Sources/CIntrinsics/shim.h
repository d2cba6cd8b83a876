#pragma once
#include "crc32.h"
#include "keys.h"
#include "pairs.h"
#include "strings.h"

// What Swift cannot say: asks for the cache line at an address without waiting for it.
static inline void waybill_prefetch(const void *address) { __builtin_prefetch(address); }
