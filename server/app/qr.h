/* qr.h: a QR code as SVG. The only part that sees qrencode.h. */
#ifndef QR_H
#define QR_H

#include "base/base.h"

/* text (at most 1,000 bytes) as one black path on white, four modules of quiet zone, error
 * correction M. INVALID when it is empty or too long. */
must_check enum status qr_svg(const char *text, const char **svg);

#endif
