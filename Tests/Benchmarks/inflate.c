// The yardstick: inflates the named archives and does nothing with the bytes.
// Prints how many there were, and the version of libz.
#include <stdio.h>
#include <string.h>
#include <zlib.h>

static unsigned char input[64 << 10], output[256 << 10];

int main(int count, char **paths) {
  unsigned long long total = 0;
  for (int index = 1; index < count; index++) {
    FILE *file = fopen(paths[index], "rb");
    if (!file) return perror(paths[index]), 1;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return 1;  // gzip, its checksum included
    while ((stream.avail_in = fread(input, 1, sizeof input, file)) > 0) {
      stream.next_in = input;
      do {
        stream.next_out = output;
        stream.avail_out = sizeof output;
        int status = inflate(&stream, Z_NO_FLUSH);
        total += sizeof output - stream.avail_out;
        if (status == Z_STREAM_END) inflateReset(&stream);  // the next member
        else if (status != Z_OK && status != Z_BUF_ERROR) return 1;
      } while (stream.avail_in > 0 || stream.avail_out == 0);
    }
    inflateEnd(&stream);
    fclose(file);
  }
  printf("%llu %s\n", total, zlibVersion());
  return 0;
}
