/* json.h: documents. The only file that shows cJSON to the others.
 *
 * A document lives in the thread's arena: nobody deletes one. Numbers are doubles in cJSON, so ids
 * and money are strings here, always. Names are case-sensitive. */
#ifndef JSON_H
#define JSON_H

#include "base/base.h"
#include <cjson/cJSON.h>

#define JSON_DEPTH_MAX 64

/* Points cJSON's allocator at the arena. Once, in main, before any thread. */
void json_init(void);

/* Reads a document that arrived from outside. INVALID, with a reason a log may show (never the
 * text itself) in *why when why is not NULL, for: deeper than JSON_DEPTH_MAX, not UTF-8, a NUL or
 * \u0000, a lone surrogate, a repeated name in one object, anything after the document, no
 * document. */
must_check enum status json_read(const char *text, size_t len, cJSON **doc, const char **why);

/* The member of that name, or NULL. `path` may be dotted: "user.name", "links.0.id"; "" is doc
 * itself. */
const cJSON *json_at(const cJSON *doc, const char *path);

/* A member's text: a string as it is, a number or boolean printed; "" for null, missing, object or
 * list. */
const char *json_text(const cJSON *doc, const char *path);
/* The same, NULL where it is null or missing. */
const char *json_text_or_null(const cJSON *doc, const char *path);
/* True for true; for null, missing and anything else, false. */
bool json_true(const cJSON *doc, const char *path);
/* A whole number, or a string that is one in decimal; `otherwise` where there is none or it does
 * not fit. */
long json_int(const cJSON *doc, const char *path, long otherwise);

/* The member of exactly this name, dots and all, or NULL; and its text, NULL where it is no
 * string. For documents from outside, where a number must not pass for a text. */
const cJSON *json_member(const cJSON *object, const char *name);
const char *json_string(const cJSON *object, const char *name);

/* Building. json_set_… replace a member of that name; a NULL text sets null. They give the new
 * member back. A whole number is exact up to 15 digits: what may be longer is a string. */
cJSON *json_object(void);
cJSON *json_list(void);
cJSON *json_set(cJSON *object, const char *name, cJSON *value);
cJSON *json_set_text(cJSON *object, const char *name, const char *text);
cJSON *json_set_int(cJSON *object, const char *name, long value);
cJSON *json_set_bool(cJSON *object, const char *name, bool value);
cJSON *json_push(cJSON *list, cJSON *value);
cJSON *json_copy(const cJSON *doc);

/* The document as compact text, in the arena. */
char *json_print(const cJSON *doc);

/* True when the bytes are well-formed UTF-8 (no surrogates, no overlong forms) without a NUL. */
bool utf8_ok(const char *bytes, size_t len);

#endif
