/* letter.c: fills the texts of messages, and checks them before they are kept.
 *
 * The form is that of the pages' templates and less: texts are written by administrators, change
 * while the program runs and are read on phones, so nothing is escaped, and a section only asks
 * whether there is a value. */
#include "app/letter.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"

#include <ctype.h>
#include <string.h>

#define NAME_CHARS 40
#define FILLED_MAX (16 * 1024)

static const struct value {
	const char *name;
	bool is_for_subjects;
	const char *missing;           /* what to say to who left it out; NULL: may be left out */
} known[] = {
	{ "link", false, "Add {{link}}: without it the client cannot begin" },
	{ "code", false, "Add {{code}}: with it the client can check that the message is real" },
	{ "agency", true, "Add {{agency}}: the client must see who writes" },
	{ "phone", false, "Add {{#phone}}{{phone}}{{/phone}}: the client must be able to call" },
	{ "first_name", true, NULL },
	{ "program", true, NULL },
	{ "until", true, NULL },
	{ "check", false, NULL },
};

/* A tag: {{name}}, {{#name}} or {{/name}}. */
struct tag {
	char kind;                     /* '#', '/', or 'v' for a value */
	const char *name;
	const struct value *value;     /* NULL: nobody knows the name */
};

/* A text as it is read. */
struct reading {
	const char *at;
	const char *text;              /* before the last tag */
	size_t text_len;
	struct tag tag;                /* the last one read */
	const struct value *inside;    /* the open section's, or NULL */
	const char *fault;
	bool seen[countof(known)];     /* said whatever else is known */
};

static const struct value *value_known(const char *name)
{
	for (size_t i = 0; i < countof(known); i++)
		if (strcmp(known[i].name, name) == 0)
			return &known[i];
	return NULL;
}

/* Reads up to and with the next tag. False: there is none, or its braces do not pair. */
static bool tag_next(struct reading *r)
{
	const char *open = strstr(r->at, "{{"), *close = open ? strstr(open, "}}") : NULL;

	r->text = r->at;
	r->text_len = open ? (size_t)(open - r->at) : strlen(r->at);
	if (!open)
		return false;
	open += 2;
	if (!close || close < open || close - open > NAME_CHARS) {
		r->fault = "Close every {{ with }} and put a name between";
		return false;
	}
	r->at = close + 2;
	r->tag.kind = *open == '#' || *open == '/' ? *open++ : 'v';
	r->tag.name = arena_copy(open, (size_t)(close - open));
	r->tag.value = value_known(r->tag.name);
	return true;
}

/* Enters or leaves a section, or notes that a value is said. */
static void tag_take(struct reading *r)
{
	const struct value *value = r->tag.value;

	if (!value)
		r->fault = arena_printf("Take out {{%s}}: it is not known", r->tag.name);
	else if (r->tag.kind == 'v' && (!r->inside || r->inside == value))
		r->seen[value - known] = true;
	else if (r->tag.kind == '#' && r->inside)
		r->fault = arena_printf("Close {{#%s}} before the next part begins", r->inside->name);
	else if (r->tag.kind == '/' && r->inside != value)
		r->fault = arena_printf("Take out {{/%s}}: no such part is open", r->tag.name);
	else if (r->tag.kind != 'v')
		r->inside = r->tag.kind == '#' ? value : NULL;
}

static struct reading read_text(const char *text)
{
	struct reading r = { .at = text };

	while (!r.fault && tag_next(&r))
		tag_take(&r);
	if (!r.fault && r.inside)
		r.fault = arena_printf("Close {{#%s}} with {{/%s}}", r.inside->name, r.inside->name);
	return r;
}

static void add_value(struct buf *out, const char *value)
{
	for (; *value; value++)
		buf_char(out, iscntrl((unsigned char)*value) ? ' ' : *value);
}

static enum status refuse(const char *why)
{
	log_line(LOG_WARN, "letter.refused", "problem=\"%s\"", why);
	return INVALID;
}

enum status letter_fill(const char *text, const cJSON *values, const char **filled)
{
	struct buf out = buf_new(FILLED_MAX);
	struct reading r = { .at = text };
	bool is_tag = true;

	while (is_tag && !r.fault) {
		bool is_said = !r.inside || json_text(values, r.inside->name)[0];

		is_tag = tag_next(&r);
		if (is_said)
			buf_add(&out, r.text, r.text_len);
		if (is_tag && !r.fault)
			tag_take(&r);
		if (!is_tag || r.fault || r.tag.kind != 'v' || !is_said)
			continue;
		if (!json_text(values, r.tag.name)[0])
			r.fault = arena_printf("{{%s}} has no value", r.tag.name);
		add_value(&out, json_text(values, r.tag.name));
	}
	if (r.fault || out.is_full)
		return refuse(r.fault ? r.fault : "too long");
	*filled = out.data;
	return OK;
}

const char *letter_text_fault(const char *channel, const char *text)
{
	struct reading r = read_text(text);

	for (size_t i = 0; i < countof(known) && !r.fault; i++)
		if (!r.seen[i])
			r.fault = known[i].missing;
	if (!r.fault && strcmp(channel, "sms") == 0 && !strstr(text, "STOP"))
		r.fault = "Say that the answer STOP ends the texts. The word itself stays STOP";
	return r.fault;
}

const char *letter_subject_fault(const char *subject)
{
	struct reading r = read_text(subject);

	for (size_t i = 0; i < countof(known) && !r.fault; i++)
		if (r.seen[i] && !known[i].is_for_subjects)
			r.fault = arena_printf("Take {{%s}} out of the subject: it belongs into the text",
					       known[i].name);
	return r.fault;
}
