#pragma once
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// How many of the 32 bytes at `bytes` stand before the first that is special in a JSON string: a
// quote, a backslash or a control character. 32 if none is.
//
// Sixteen bytes are compared at once, and one bit of each taken together. Flipping a bit maps the
// quote to 0x20, and control characters among themselves, so that one comparison finds both.

#if defined(__SSE2__)

static inline uint32_t waybill_special_bytes(const uint8_t *bytes) {
  __m128i text = _mm_loadu_si128((const __m128i *)bytes);
  // With the highest bit flipped as well, because bytes are only compared as if they had a sign.
  __m128i flipped = _mm_xor_si128(text, _mm_set1_epi8((char)0x82));
  __m128i low = _mm_cmpgt_epi8(_mm_set1_epi8((char)0xA1), flipped);
  __m128i backslash = _mm_cmpeq_epi8(text, _mm_set1_epi8('\\'));
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(low, backslash));
}

static inline long waybill_plain_count(const uint8_t *bytes) {
  uint64_t special = waybill_special_bytes(bytes) | waybill_special_bytes(bytes + 16) << 16;
  return __builtin_ctzll(special | 1ull << 32);
}

#elif defined(__aarch64__)

// Four bits a byte: there is no instruction that takes one.
static inline uint64_t waybill_special_bytes(const uint8_t *bytes) {
  uint8x16_t text = vld1q_u8(bytes);
  uint8x16_t low = vcleq_u8(veorq_u8(text, vdupq_n_u8(0x02)), vdupq_n_u8(0x20));
  uint8x16_t special = vorrq_u8(low, vceqq_u8(text, vdupq_n_u8('\\')));
  return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(special), 4)), 0);
}

static inline long waybill_plain_count(const uint8_t *bytes) {
  uint64_t first = waybill_special_bytes(bytes);
  if (first) return __builtin_ctzll(first) / 4;
  uint64_t second = waybill_special_bytes(bytes + 16);
  return second ? 16 + __builtin_ctzll(second) / 4 : 32;
}

#else

static inline long waybill_plain_count(const uint8_t *bytes) {
  long count = 0;
  while (count < 32 && (bytes[count] ^ 0x02) > 0x20 && bytes[count] != '\\') count++;
  return count;
}

#endif
