#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The CRC-32 of gzip with the instructions that processors have for it: many times as fast as by
// tables. Whole blocks only; libz is there for the rest, and for processors without them.

#if defined(__x86_64__)
#include <immintrin.h>

// Bytes are a polynomial over GF(2), and its CRC is the remainder by the polynomial of the CRC.
// Leading bytes may be replaced by what leaves the same remainder, and a product by x^n mod P moves
// 128 bits to where they can be added to (exclusive or) the 128 bits n bits further on. Four lanes
// go on by 512 bits each, or by 1024 or 2048 bits where a register has two or four of them; then all
// are folded into one, whose remainder is found by Barrett's method.
//
// V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction",
// Intel, 2009; the constants are those of its appendix for the reflected polynomial 0xEDB88320, and
// for 1024 and 2048 bits what its formulas give.

#define WAYBILL_CRC32_TARGET __attribute__((target("pclmul,sse4.1")))
#define WAYBILL_CRC32_WIDE_TARGET __attribute__((target("vpclmulqdq,avx2,pclmul,sse4.1")))
#define WAYBILL_CRC32_WIDEST_TARGET \
  __attribute__((target("avx512f,vpclmulqdq,avx2,pclmul,sse4.1")))

static inline bool waybill_has_crc32(void) {
  return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
}

static inline bool waybill_has_wide_crc32(void) {
  return waybill_has_crc32() && __builtin_cpu_supports("vpclmulqdq") &&
      __builtin_cpu_supports("avx2");
}

static inline bool waybill_has_widest_crc32(void) {
  return waybill_has_wide_crc32() && __builtin_cpu_supports("avx512f");
}

WAYBILL_CRC32_TARGET static inline __m128i waybill_crc32_load(const uint8_t *bytes) {
  return _mm_loadu_si128((const __m128i *)bytes);
}

// Moves 128 bits on by the distance that the factors stand for, and adds them to `next`.
WAYBILL_CRC32_TARGET static inline __m128i waybill_crc32_fold(
    __m128i lane, __m128i factors, __m128i next) {
  __m128i low = _mm_clmulepi64_si128(lane, factors, 0x00);
  __m128i high = _mm_clmulepi64_si128(lane, factors, 0x11);
  return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

// The factors for a distance of 128 bits.
WAYBILL_CRC32_TARGET static inline __m128i waybill_crc32_by128(void) {
  return _mm_set_epi64x(0x0CCAA009E, 0x1751997D0);
}

// Folds 128 bits into those behind them.
WAYBILL_CRC32_TARGET static inline __m128i waybill_crc32_next(__m128i lane, __m128i next) {
  return waybill_crc32_fold(lane, waybill_crc32_by128(), next);
}

// The remainder of 128 bits.
WAYBILL_CRC32_TARGET static inline uint32_t waybill_crc32_reduce(__m128i lane) {
  const __m128i by64 = _mm_set_epi64x(0, 0x163CD6124);
  // The polynomial, and the quotient of x^64 by it.
  const __m128i barrett = _mm_set_epi64x(0x1F7011641, 0x1DB710641);
  const __m128i low32 = _mm_set_epi32(0, -1, 0, -1);
  // To 96 bits, to 64, to 32.
  lane = _mm_xor_si128(
      _mm_srli_si128(lane, 8), _mm_clmulepi64_si128(lane, waybill_crc32_by128(), 0x10));
  lane = _mm_xor_si128(
      _mm_srli_si128(lane, 4), _mm_clmulepi64_si128(_mm_and_si128(lane, low32), by64, 0x00));
  __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(lane, low32), barrett, 0x10);
  quotient = _mm_clmulepi64_si128(_mm_and_si128(quotient, low32), barrett, 0x00);
  return (uint32_t)_mm_extract_epi32(_mm_xor_si128(lane, quotient), 1);
}

// The CRC-32 of what a lane stands for, and of the bytes behind it.
WAYBILL_CRC32_TARGET static inline uint32_t waybill_crc32_finish(
    __m128i lane, const uint8_t *bytes, const uint8_t *end) {
  for (; end - bytes >= 16; bytes += 16) {
    lane = waybill_crc32_next(lane, waybill_crc32_load(bytes));
  }
  return ~waybill_crc32_reduce(lane);
}

// The CRC-32 of bytes whose CRC-32 is `crc`, and of `count` bytes behind them.
//
// Only if waybill_has_crc32(); the count is a multiple of 16, and at least 64.
WAYBILL_CRC32_TARGET static inline uint32_t waybill_crc32(
    uint32_t crc, const uint8_t *bytes, size_t count) {
  const __m128i by512 = _mm_set_epi64x(0x1C6E41596, 0x154442BD4);
  const uint8_t *end = bytes + count;
  __m128i lane0 = _mm_xor_si128(waybill_crc32_load(bytes), _mm_cvtsi32_si128((int)~crc));
  __m128i lane1 = waybill_crc32_load(bytes + 16);
  __m128i lane2 = waybill_crc32_load(bytes + 32);
  __m128i lane3 = waybill_crc32_load(bytes + 48);
  for (bytes += 64; end - bytes >= 64; bytes += 64) {
    lane0 = waybill_crc32_fold(lane0, by512, waybill_crc32_load(bytes));
    lane1 = waybill_crc32_fold(lane1, by512, waybill_crc32_load(bytes + 16));
    lane2 = waybill_crc32_fold(lane2, by512, waybill_crc32_load(bytes + 32));
    lane3 = waybill_crc32_fold(lane3, by512, waybill_crc32_load(bytes + 48));
  }
  lane1 = waybill_crc32_next(lane0, lane1);
  lane2 = waybill_crc32_next(lane1, lane2);
  lane3 = waybill_crc32_next(lane2, lane3);
  return waybill_crc32_finish(lane3, bytes, end);
}

WAYBILL_CRC32_WIDE_TARGET static inline __m256i waybill_crc32_load_wide(const uint8_t *bytes) {
  return _mm256_loadu_si256((const __m256i *)bytes);
}

WAYBILL_CRC32_WIDE_TARGET static inline __m256i waybill_crc32_fold_wide(
    __m256i lanes, __m256i factors, __m256i next) {
  __m256i low = _mm256_clmulepi64_epi128(lanes, factors, 0x00);
  __m256i high = _mm256_clmulepi64_epi128(lanes, factors, 0x11);
  return _mm256_xor_si256(_mm256_xor_si256(low, high), next);
}

// Folds two lanes and one before them into the second.
WAYBILL_CRC32_WIDE_TARGET static inline __m128i waybill_crc32_join(__m128i before, __m256i lanes) {
  __m128i first = waybill_crc32_next(before, _mm256_castsi256_si128(lanes));
  return waybill_crc32_next(first, _mm256_extracti128_si256(lanes, 1));
}

// The same, two lanes at a time.
//
// Only if waybill_has_wide_crc32(); the count is a multiple of 16, and at least 128.
WAYBILL_CRC32_WIDE_TARGET static inline uint32_t waybill_wide_crc32(
    uint32_t crc, const uint8_t *bytes, size_t count) {
  const __m256i by1024 = _mm256_broadcastsi128_si256(_mm_set_epi64x(0x14A7FE880, 0x1E88EF372));
  const uint8_t *end = bytes + count;
  __m256i lanes0 = _mm256_xor_si256(
      waybill_crc32_load_wide(bytes), _mm256_zextsi128_si256(_mm_cvtsi32_si128((int)~crc)));
  __m256i lanes1 = waybill_crc32_load_wide(bytes + 32);
  __m256i lanes2 = waybill_crc32_load_wide(bytes + 64);
  __m256i lanes3 = waybill_crc32_load_wide(bytes + 96);
  for (bytes += 128; end - bytes >= 128; bytes += 128) {
    lanes0 = waybill_crc32_fold_wide(lanes0, by1024, waybill_crc32_load_wide(bytes));
    lanes1 = waybill_crc32_fold_wide(lanes1, by1024, waybill_crc32_load_wide(bytes + 32));
    lanes2 = waybill_crc32_fold_wide(lanes2, by1024, waybill_crc32_load_wide(bytes + 64));
    lanes3 = waybill_crc32_fold_wide(lanes3, by1024, waybill_crc32_load_wide(bytes + 96));
  }
  // Nothing comes before the first, and nothing folds to nothing.
  __m128i lane = waybill_crc32_join(_mm_setzero_si128(), lanes0);
  lane = waybill_crc32_join(lane, lanes1);
  lane = waybill_crc32_join(lane, lanes2);
  lane = waybill_crc32_join(lane, lanes3);
  return waybill_crc32_finish(lane, bytes, end);
}

WAYBILL_CRC32_WIDEST_TARGET static inline __m512i waybill_crc32_load_widest(const uint8_t *bytes) {
  return _mm512_loadu_si512(bytes);
}

WAYBILL_CRC32_WIDEST_TARGET static inline __m512i waybill_crc32_fold_widest(
    __m512i lanes, __m512i factors, __m512i next) {
  __m512i low = _mm512_clmulepi64_epi128(lanes, factors, 0x00);
  __m512i high = _mm512_clmulepi64_epi128(lanes, factors, 0x11);
  return _mm512_xor_si512(_mm512_xor_si512(low, high), next);
}

// Folds four lanes and one before them into the last.
WAYBILL_CRC32_WIDEST_TARGET static inline __m128i waybill_crc32_join_widest(
    __m128i before, __m512i lanes) {
  __m128i half = waybill_crc32_join(before, _mm512_castsi512_si256(lanes));
  return waybill_crc32_join(half, _mm512_extracti64x4_epi64(lanes, 1));
}

// The same, four lanes at a time.
//
// Only if waybill_has_widest_crc32(); the count is a multiple of 16, and at least 256.
WAYBILL_CRC32_WIDEST_TARGET static inline uint32_t waybill_widest_crc32(
    uint32_t crc, const uint8_t *bytes, size_t count) {
  const __m512i by2048 = _mm512_broadcast_i32x4(_mm_set_epi64x(0x1322D1430, 0x11542778A));
  const uint8_t *end = bytes + count;
  __m512i lanes0 = _mm512_xor_si512(
      waybill_crc32_load_widest(bytes), _mm512_zextsi128_si512(_mm_cvtsi32_si128((int)~crc)));
  __m512i lanes1 = waybill_crc32_load_widest(bytes + 64);
  __m512i lanes2 = waybill_crc32_load_widest(bytes + 128);
  __m512i lanes3 = waybill_crc32_load_widest(bytes + 192);
  for (bytes += 256; end - bytes >= 256; bytes += 256) {
    lanes0 = waybill_crc32_fold_widest(lanes0, by2048, waybill_crc32_load_widest(bytes));
    lanes1 = waybill_crc32_fold_widest(lanes1, by2048, waybill_crc32_load_widest(bytes + 64));
    lanes2 = waybill_crc32_fold_widest(lanes2, by2048, waybill_crc32_load_widest(bytes + 128));
    lanes3 = waybill_crc32_fold_widest(lanes3, by2048, waybill_crc32_load_widest(bytes + 192));
  }
  // Nothing comes before the first, and nothing folds to nothing.
  __m128i lane = waybill_crc32_join_widest(_mm_setzero_si128(), lanes0);
  lane = waybill_crc32_join_widest(lane, lanes1);
  lane = waybill_crc32_join_widest(lane, lanes2);
  lane = waybill_crc32_join_widest(lane, lanes3);
  return waybill_crc32_finish(lane, bytes, end);
}

#elif defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>

static inline bool waybill_has_crc32(void) { return true; }

// As above.
static inline uint32_t waybill_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  crc = ~crc;
  for (size_t offset = 0; offset < count; offset += 8) {
    uint64_t word;
    __builtin_memcpy(&word, bytes + offset, sizeof word);
    crc = __crc32d(crc, word);
  }
  return ~crc;
}

#else

static inline bool waybill_has_crc32(void) { return false; }

// Never called.
static inline uint32_t waybill_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  (void)bytes, (void)count;
  return crc;
}

#endif

#if !defined(__x86_64__)

static inline bool waybill_has_wide_crc32(void) { return false; }

// Never called.
static inline uint32_t waybill_wide_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return waybill_crc32(crc, bytes, count);
}

static inline bool waybill_has_widest_crc32(void) { return false; }

// Never called.
static inline uint32_t waybill_widest_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return waybill_crc32(crc, bytes, count);
}

#endif
