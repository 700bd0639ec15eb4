/* letter.c: fills and checks the texts of messages.
 *
 * The form is that of the pages' templates, {{name}}, and no more than that: texts are written by
 * administrators, change while the program runs, and are read on phones, so there are no sections
 * and nothing is escaped. */
#include "app/letter.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"

#include <ctype.h>
#include <string.h>

#define FILLED_MAX (16 * 1024)
#define NAME_MAX_CHARS 40

static const struct value {
	const char *name;
	bool is_required, is_for_subjects;
	const char *missing;           /* what to say to who left it out */
} known[] = {
	{ "link", true, false, "Add {{link}}: without it the client cannot begin" },
	{ "code", true, false, "Add {{code}}: with it the client can check that the message is real" },
	{ "agency", true, true, "Add {{agency}}: the client must see who writes" },
	{ "phone", true, false, "Add {{phone}}: the client must be able to call the office" },
	{ "first_name", false, true, NULL },
	{ "program", false, true, NULL },
	{ "until", false, true, NULL },
	{ "check", false, false, NULL },
};

static const struct value *value_known(const char *name)
{
	for (size_t i = 0; i < countof(known); i++)
		if (strcmp(known[i].name, name) == 0)
			return &known[i];
	return NULL;
}

/* A piece of a template: text up to a name, and the name, "" at the end. */
struct piece {
	const char *text;
	size_t len;
	const char *name;
};

/* The piece at *at, moving it on. False: braces that do not pair. */
static bool piece_next(const char **at, struct piece *piece)
{
	const char *open = strstr(*at, "{{"), *close = open ? strstr(open, "}}") : NULL;
	size_t len;

	piece->text = *at;
	piece->len = open ? (size_t)(open - *at) : strlen(*at);
	piece->name = "";
	*at += piece->len;
	if (!open)
		return true;
	if (!close || close - open - 2 > NAME_MAX_CHARS)
		return false;
	for (open += 2; *open == ' '; open++)
		;
	for (len = (size_t)(close - open); len && open[len - 1] == ' '; len--)
		;
	piece->name = arena_copy(open, len);
	*at = close + 2;
	return len > 0;
}

static void add_value(struct buf *out, const char *value)
{
	for (; *value; value++)
		buf_char(out, iscntrl((unsigned char)*value) ? ' ' : *value);
}

static enum status refuse(const char *why, const char *name)
{
	log_line(LOG_ERROR, "letter.refused", "problem=%s name=\"%s\"", why, name);
	return INVALID;
}

enum status letter_fill(const char *text, const cJSON *values, const char **filled)
{
	struct buf out = buf_new(FILLED_MAX);
	struct piece piece;

	while (*text) {
		if (!piece_next(&text, &piece))
			return refuse("braces", "");
		buf_add(&out, piece.text, piece.len);
		if (piece.name[0] == '\0')
			continue;
		if (!value_known(piece.name))
			return refuse("unknown", piece.name);
		if (json_text(values, piece.name)[0] == '\0')
			return refuse("no_value", piece.name);
		add_value(&out, json_text(values, piece.name));
	}
	if (out.is_full)
		return refuse("too_long", "");
	*filled = out.data;
	return OK;
}

/* What is wrong with the names in a text; `seen` gets a mark for each known one. */
static const char *names_fault(const char *text, bool is_subject, bool seen[countof(known)])
{
	const struct value *value;
	struct piece piece;

	while (*text) {
		if (!piece_next(&text, &piece))
			return "Close every {{ with }} and put a name between";
		if (piece.name[0] == '\0')
			continue;
		value = value_known(piece.name);
		if (!value || (is_subject && !value->is_for_subjects))
			return arena_printf("Take out {{%s}}: it %s", piece.name,
					    value ? "may not stand in a subject" : "is not known");
		seen[value - known] = true;
	}
	return NULL;
}

const char *letter_text_fault(const char *channel, const char *text)
{
	bool seen[countof(known)] = { false };
	const char *fault = names_fault(text, false, seen);

	for (size_t i = 0; i < countof(known) && !fault; i++)
		if (known[i].is_required && !seen[i])
			fault = known[i].missing;
	if (!fault && strcmp(channel, "sms") == 0 && !strstr(text, "STOP"))
		fault = "Say that the answer STOP ends the texts; the word itself stays STOP";
	return fault;
}

const char *letter_subject_fault(const char *subject)
{
	bool seen[countof(known)] = { false };

	return names_fault(subject, true, seen);
}
