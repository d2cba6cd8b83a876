#pragma once
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// Looks for several pairs of bytes at once, each at a distance of its own.
//
// Of a text that is looked for, two bytes are compared in sixteen places at a time: few places have
// both, and only those need a closer look. All pairs share the loads and the branch.
//
// W. Mula, "SIMD-friendly algorithms for substring searching", 2016.

#define WAYBILL_PAIR_COUNT 5

// First bytes, second bytes, and the distances between them: WAYBILL_PAIR_COUNT of each.
typedef struct {
  uint8_t first[WAYBILL_PAIR_COUNT];
  uint8_t second[WAYBILL_PAIR_COUNT];
  uint8_t distance[WAYBILL_PAIR_COUNT];
} waybill_pairs;

static inline int waybill_begins_pair(
    const uint8_t *bytes, long offset, long count, const waybill_pairs *pairs) {
  for (int pair = 0; pair < WAYBILL_PAIR_COUNT; pair++) {
    long second = offset + pairs->distance[pair];
    if (bytes[offset] == pairs->first[pair] && second < count &&
        bytes[second] == pairs->second[pair])
      return 1;
  }
  return 0;
}

// The first offset from `offset` on where one of the pairs begins of which both bytes lie before
// `count`; `count` if there is none.
static inline long waybill_first_pair(
    const uint8_t *bytes, long offset, long count, const waybill_pairs *pairs) {
  long reach = 0;
  for (int pair = 0; pair < WAYBILL_PAIR_COUNT; pair++)
    if (pairs->distance[pair] > reach) reach = pairs->distance[pair];

#if defined(__SSE2__)
  __m128i first[WAYBILL_PAIR_COUNT], second[WAYBILL_PAIR_COUNT];
  for (int pair = 0; pair < WAYBILL_PAIR_COUNT; pair++) {
    first[pair] = _mm_set1_epi8((char)pairs->first[pair]);
    second[pair] = _mm_set1_epi8((char)pairs->second[pair]);
  }
  for (; count - offset >= 16 + reach; offset += 16) {
    const uint8_t *place = bytes + offset;
    __m128i here = _mm_loadu_si128((const __m128i *)place);
    __m128i found = _mm_setzero_si128();
    for (int pair = 0; pair < WAYBILL_PAIR_COUNT; pair++) {
      __m128i there = _mm_loadu_si128((const __m128i *)(place + pairs->distance[pair]));
      __m128i both = _mm_and_si128(
          _mm_cmpeq_epi8(here, first[pair]), _mm_cmpeq_epi8(there, second[pair]));
      found = _mm_or_si128(found, both);
    }
    int mask = _mm_movemask_epi8(found);
    if (mask) return offset + __builtin_ctz((unsigned)mask);
  }
#elif defined(__aarch64__)
  for (; count - offset >= 16 + reach; offset += 16) {
    const uint8_t *place = bytes + offset;
    uint8x16_t here = vld1q_u8(place);
    uint8x16_t found = vdupq_n_u8(0);
    for (int pair = 0; pair < WAYBILL_PAIR_COUNT; pair++) {
      uint8x16_t there = vld1q_u8(place + pairs->distance[pair]);
      uint8x16_t both = vandq_u8(
          vceqq_u8(here, vdupq_n_u8(pairs->first[pair])),
          vceqq_u8(there, vdupq_n_u8(pairs->second[pair])));
      found = vorrq_u8(found, both);
    }
    // Four bits a byte: there is no instruction that takes one.
    uint64_t mask = vget_lane_u64(
        vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(found), 4)), 0);
    if (mask) return offset + __builtin_ctzll(mask) / 4;
  }
#endif
  for (; offset < count; offset++)
    if (waybill_begins_pair(bytes, offset, count, pairs)) return offset;
  return count;
}
