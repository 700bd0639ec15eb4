/* device.h: what a browser calls itself, in words for the list of one's own sessions. */
#ifndef DEVICE_H
#define DEVICE_H

#include "base/base.h"

/* "Firefox on Windows" from a User-Agent header; "A browser" for what is not known, and for NULL.
 * A constant or text in the arena, at most 40 bytes, never a piece of the header. */
const char *device_words(const char *user_agent);

#endif
