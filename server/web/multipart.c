/* multipart.c: a form with a file, taken apart.
 *
 * The whole body is in memory and bounded by its route, so this only finds borders in it; the
 * library's own reader of such forms must never be used (CVE-2025-9648). What browsers never send
 * is refused rather than understood: a preamble, nested parts, transfer encodings. */
#include "web/multipart.h"
#include "base/arena.h"
#include "base/buf.h"
#include "web/form.h"
#include <string.h>
#include <strings.h>

#define PARTS_MAX 40
#define HEAD_MAX 1024
#define TEXT_MAX (64 * 1024)
#define FILE_NAME_MAX 255
#define BOUNDARY_MAX 70

static const char form_type[] = "multipart/form-data";

/* Bytes that are left to read. */
struct rest {
	const char *at, *end;
};

struct part {
	const char *name, *file_name;    /* file_name NULL: a text */
	const char *bytes;
	size_t len;
};

bool multipart_is(const char *type)
{
	return type && strncasecmp(type, form_type, sizeof form_type - 1) == 0
		&& strchr(" ;", type[sizeof form_type - 1]);
}

static bool take(struct rest *rest, const char *wanted)
{
	size_t len = strlen(wanted);

	if ((size_t)(rest->end - rest->at) < len || memcmp(rest->at, wanted, len) != 0)
		return false;
	rest->at += len;
	return true;
}

/* Up to `border`, which is passed as well; NULL when it never comes. */
static const char *take_until(struct rest *rest, const char *border, size_t *len)
{
	const char *from = rest->at, *found;

	found = memmem(from, (size_t)(rest->end - from), border, strlen(border));
	if (!found)
		return NULL;
	*len = (size_t)(found - from);
	rest->at = found + strlen(border);
	return from;
}

/* A parameter of a header's value: …; name="value" or …; name=value. NULL when it is not there. */
static const char *parameter(const char *value, const char *name)
{
	size_t len = strlen(name);
	const char *at = value;

	while ((at = strchr(at, ';'))) {
		at += 1 + strspn(at + 1, " \t");
		if (strncasecmp(at, name, len) != 0 || at[len] != '=')
			continue;
		at += len + 1;
		return *at == '"' ? arena_copy(at + 1, strcspn(at + 1, "\""))
			: arena_copy(at, strcspn(at, "; \t"));
	}
	return NULL;
}

/* "--" and the boundary, as it stands before every part but the first after a line end. */
static const char *border_of(const char *type)
{
	const char *boundary = parameter(type, "boundary");
	size_t len = boundary ? strlen(boundary) : 0;

	if (len == 0 || len > BOUNDARY_MAX || strpbrk(boundary, "\r\n"))
		return NULL;
	return arena_printf("--%s", boundary);
}

/* Browsers write a quotation mark in a name as %22, and line ends likewise. */
static const char *unquoted(const char *text)
{
	static const struct { const char *code; char c; } codes[] = {
		{ "%22", '"' }, { "%0D", ' ' }, { "%0A", ' ' },
	};
	struct buf out = buf_new(HEAD_MAX);

	while (*text) {
		char c = *text;
		size_t i, len = 1;

		for (i = 0; i < countof(codes); i++)
			if (strncmp(text, codes[i].code, 3) == 0) {
				c = codes[i].c;
				len = 3;
			}
		buf_char(&out, c);
		text += len;
	}
	return out.data;
}

static const char *without_folders(const char *name)
{
	const char *slash = strrchr(name, '/'), *back = strrchr(name, '\\');

	name = slash ? slash + 1 : name;
	return back && back >= name ? back + 1 : name;
}

static bool is_plain(const char *text, size_t max)
{
	size_t len = strlen(text);

	return len <= max && utf8_ok(text, len);
}

/* The head of a part: only its Content-Disposition counts. */
static enum status head_read(const char *head, struct part *part)
{
	static const char wanted[] = "content-disposition:";
	const char *line = head, *name, *file;

	while (*line && strncasecmp(line, wanted, sizeof wanted - 1) != 0) {
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	line = arena_copy(line, strcspn(line, "\r\n"));
	name = parameter(line, "name");
	file = parameter(line, "filename");
	if (!name || !is_plain(name, FIELD_NAME_MAX) || (file && !is_plain(file, FILE_NAME_MAX)))
		return INVALID;
	part->name = unquoted(name);
	part->file_name = file ? without_folders(unquoted(file)) : NULL;
	return OK;
}

static enum status part_read(struct rest *rest, const char *border, struct part *part)
{
	size_t len;
	const char *head = take_until(rest, "\r\n\r\n", &len);

	if (!head || len > HEAD_MAX || memchr(head, '\0', len))
		return INVALID;
	TRY(head_read(arena_copy(head, len), part));
	part->bytes = take_until(rest, arena_printf("\r\n%s", border), &part->len);
	return part->bytes ? OK : INVALID;
}

static enum status part_keep(struct request *r, const struct part *part, cJSON *form)
{
	if (part->file_name) {
		if (r->file)
			return INVALID;
		r->file = part->bytes;
		r->file_len = part->len;
		r->file_name = part->file_name;
		return OK;
	}
	if (part->len > TEXT_MAX || !utf8_ok(part->bytes, part->len))
		return INVALID;
	form_put(form, part->name, arena_copy(part->bytes, part->len));
	return OK;
}

enum status multipart_split(struct request *r, const char *type, cJSON **form)
{
	struct rest rest = { r->body, r->body + r->body_len };
	const char *border = border_of(type);
	int parts;

	*form = json_object();
	r->file = NULL;
	if (!border || !take(&rest, border))
		return INVALID;
	for (parts = 0; take(&rest, "\r\n"); parts++) {
		struct part part;

		if (parts == PARTS_MAX)
			return INVALID;
		TRY(part_read(&rest, border, &part));
		TRY(part_keep(r, &part, *form));
	}
	return take(&rest, "--") ? OK : INVALID;
}

static bool is_plain_form(const char *given)
{
	static const char type[] = "application/x-www-form-urlencoded";

	return given && strncasecmp(given, type, sizeof type - 1) == 0
		&& strchr(" ;", given[sizeof type - 1]);
}

enum status multipart_or_form(struct request *r, bool takes_file, cJSON **form)
{
	const char *type = request_header(r, "Content-Type");
	enum status status;

	r->status = 415;
	if (takes_file && multipart_is(type))
		status = multipart_split(r, type, form);
	else if (r->body_len && !is_plain_form(type))
		return INVALID;
	else
		status = form_split(r->body, r->body_len, form);
	r->status = status == OK ? 0 : 400;
	return status;
}
