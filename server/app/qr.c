/* qr.c: a QR code as SVG: one path, so that it prints sharp at any size and needs no style
 * (reference/platform.md). */
#include "app/qr.h"

#include "base/buf.h"
#include "base/log.h"

#include <qrencode.h>
#include <string.h>

#define QUIET 4
#define TEXT_MAX 1000
#define SVG_MAX (256 * 1024)

/* Each run of dark modules in a row is one stroke of the path. */
static void draw_row(struct buf *b, const unsigned char *row, int width, int y)
{
	for (int x = 0; x < width; x++) {
		int start = x;

		while (x < width && (row[x] & 1))
			x++;
		if (x > start)
			buf_printf(b, "M%d %dh%dv1h-%dz", start + QUIET, y + QUIET, x - start,
				   x - start);
	}
}

enum status qr_svg(const char *text, const char **svg)
{
	struct buf b = buf_new(SVG_MAX);
	QRcode *code;
	int side;

	if (text[0] == '\0' || strlen(text) > TEXT_MAX)
		return INVALID;
	code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (code == NULL) {
		log_line(LOG_ERROR, "qr.encode", "bytes=%zu", strlen(text));
		return FAILED;
	}
	side = code->width + 2 * QUIET;
	buf_printf(&b,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
		   "shape-rendering=\"crispEdges\">"
		   "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"",
		   side, side, side, side);
	for (int y = 0; y < code->width; y++)
		draw_row(&b, code->data + (size_t)y * (size_t)code->width, code->width, y);
	buf_text(&b, "\"/></svg>");
	QRcode_free(code);
	*svg = b.data;
	return OK;
}
