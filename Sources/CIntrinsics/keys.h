#pragma once
#include "strings.h"

// Compares a text of up to 32 bytes at once: its first and its last sixteen bytes, which overlap.
//
// Of a text that is shorter than sixteen, both are the text with anything behind it, and lanes say how
// much of them counts.

typedef uint8_t waybill_half __attribute__((ext_vector_type(16)));

// The lanes of the first `count` bytes of a half.
static inline uint64_t waybill_lanes(long count) {
#if defined(__aarch64__)
  // Four bits a byte: there is no instruction that takes one.
  return count < 16 ? (1ull << 4 * count) - 1 : ~0ull;
#else
  return count < 16 ? (1u << count) - 1 : 0xFFFF;
#endif
}

#if defined(__SSE2__)

static inline int waybill_holds(
    const uint8_t *bytes, waybill_half head, waybill_half tail, long tail_offset, uint64_t lanes) {
  __m128i first = _mm_loadu_si128((const __m128i *)bytes);
  __m128i last = _mm_loadu_si128((const __m128i *)(bytes + tail_offset));
  __m128i same = _mm_and_si128(
      _mm_cmpeq_epi8(first, (__m128i)head), _mm_cmpeq_epi8(last, (__m128i)tail));
  return (lanes & ~(uint64_t)_mm_movemask_epi8(same)) == 0;
}

#elif defined(__aarch64__)

static inline int waybill_holds(
    const uint8_t *bytes, waybill_half head, waybill_half tail, long tail_offset, uint64_t lanes) {
  uint8x16_t same = vandq_u8(
      vceqq_u8(vld1q_u8(bytes), (uint8x16_t)head),
      vceqq_u8(vld1q_u8(bytes + tail_offset), (uint8x16_t)tail));
  uint64_t mask = vget_lane_u64(
      vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(same), 4)), 0);
  return (lanes & ~mask) == 0;
}

#else

static inline int waybill_holds(
    const uint8_t *bytes, waybill_half head, waybill_half tail, long tail_offset, uint64_t lanes) {
  for (int lane = 0; lane < 16; lane++)
    if (lanes >> lane & 1 && (bytes[lane] != head[lane] || bytes[tail_offset + lane] != tail[lane]))
      return 0;
  return 1;
}

#endif

// How many of the 32 bytes behind a text of `count` bytes stand before the first that is special in a
// JSON string, as waybill_plain_count() says; -1 if the text does not stand at `bytes`.
static inline long waybill_plain_count_behind(
    const uint8_t *bytes, waybill_half head, waybill_half tail, long tail_offset, uint64_t lanes,
    long count) {
  if (!waybill_holds(bytes, head, tail, tail_offset, lanes)) return -1;
  return waybill_plain_count(bytes + count);
}
