#pragma once
#include <zlib.h>

// The init calls are macros, and Swift does not import function-like macros.

static inline int waybill_inflate_init_raw(z_stream *stream) {
  // 15 = the largest window; negative = deflate alone, the caller reads header and trailer.
  return inflateInit2(stream, -15);
}

static inline int waybill_deflate_init_gzip(z_stream *stream, int level) {
  // 15 = the largest window; +16 = write a gzip header; 8 = zlib's default memory level.
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
