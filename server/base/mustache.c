/* mustache.c: reads templates into trees, before the first request, and finds them by name.
 *
 * One pass from tag to tag. A section, partial, comment, closing or delimiter tag alone on its
 * line takes the whole line with it ("standalone"); a partial keeps that line's blanks as its
 * indentation. Rendering is mustache_render.c's. */
#include "base/mustache.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/mustache_tree.h"

#include <stdio.h>
#include <string.h>

#define BUCKETS 256u
#define DELIMITER_MAX 16

struct parser {
	const char *name;
	const char *start, *end, *at;
	char open[DELIMITER_MAX], close[DELIMITER_MAX];
	struct node *parent;         /* the innermost open section, or the root */
	const char *why;             /* what stopped the parsing */
	const char *where;
};

struct tag {
	char sign;                   /* one of # ^ / > ! = & { or 0 for a plain value */
	const char *from, *to;       /* the whole tag, delimiters included */
	const char *text;            /* what is inside, without sign and blanks */
	size_t len;
	const char *line, *after;    /* standalone: where its line begins and the next one does */
};

static struct template *buckets[BUCKETS];

static struct template **bucket_of(const char *name)
{
	unsigned hash = 5381;

	for (; *name; name++)
		hash = hash * 33 + (unsigned char)*name;
	return &buckets[hash % BUCKETS];
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r';
}

static const char *find(const char *from, const char *end, const char *text)
{
	return from < end ? memmem(from, (size_t)(end - from), text, strlen(text)) : NULL;
}

static int line_of(const struct parser *p, const char *at)
{
	int line = 1;

	for (const char *c = p->start; c < at; c++)
		line += *c == '\n';
	return line;
}

static bool stop(struct parser *p, const char *where, const char *why)
{
	p->where = where;
	p->why = why;
	return false;
}

static struct node *add_node(struct parser *p, enum node_kind kind, const char *at)
{
	struct node *node = forever_alloc(sizeof *node);

	node->kind = kind;
	node->line = line_of(p, at);
	node->parent = p->parent;
	if (p->parent->last)
		p->parent->last->next = node;
	else
		p->parent->first = node;
	p->parent->last = node;
	return node;
}

static bool at_line_start(const struct parser *p, const char *at)
{
	return at == p->start || at[-1] == '\n';
}

static void add_text(struct parser *p, const char *from, const char *to)
{
	do {
		const char *newline = from < to ? memchr(from, '\n', (size_t)(to - from)) : NULL;
		const char *piece_end = newline ? newline + 1 : to;
		struct node *node = add_node(p, TEXT_NODE, from);

		node->starts_line = at_line_start(p, from);
		node->text = from;
		node->len = (size_t)(piece_end - from);
		from = piece_end;
	} while (from < to);
}

static void trim(struct tag *tag)
{
	while (tag->len > 0 && is_space(*tag->text)) {
		tag->text++;
		tag->len--;
	}
	while (tag->len > 0 && is_space(tag->text[tag->len - 1]))
		tag->len--;
}

/* Is the tag alone on its line? Then where that line begins, and what comes after it. */
static void find_line(const struct parser *p, struct tag *tag)
{
	const char *before = tag->from, *after = tag->to;

	if (!tag->sign || strchr("&{", tag->sign))
		return;
	while (before > p->start && is_blank(before[-1]))
		before--;
	while (after < p->end && is_blank(*after))
		after++;
	if (!at_line_start(p, before))
		return;
	if (after < p->end && *after == '\r')
		after++;
	if (after < p->end && *after != '\n')
		return;
	tag->line = before;
	tag->after = after < p->end ? after + 1 : after;
}

/* Reads the tag that opens at `from`. {{{name}}} and {{=a b=}} end with one more character than
 * the others. */
static bool read_tag(struct parser *p, const char *from, struct tag *tag)
{
	char close[DELIMITER_MAX + 1];
	const char *inside = from + strlen(p->open), *extra = "", *end;

	*tag = (struct tag){ .from = from };
	if (inside < p->end && strchr("#^/>!=&{", *inside))
		tag->sign = *inside++;
	if (tag->sign == '{')
		extra = "}";
	if (tag->sign == '=')
		extra = "=";
	snprintf(close, sizeof close, "%s%s", extra, p->close);
	end = find(inside, p->end, close);
	if (!end)
		return stop(p, from, "a tag without its end");
	tag->to = end + strlen(close);
	tag->text = inside;
	tag->len = (size_t)(end - inside);
	trim(tag);
	if (tag->len == 0 && tag->sign != '!')
		return stop(p, from, "a tag without a name");
	find_line(p, tag);
	return true;
}

static struct node *add_named(struct parser *p, enum node_kind kind, const struct tag *tag)
{
	struct node *node = add_node(p, kind, tag->from);

	node->text = forever_copy(tag->text, tag->len);
	node->len = tag->len;
	node->is_reported = forever_alloc(sizeof *node->is_reported);
	return node;
}

static bool take_value(struct parser *p, const struct tag *tag)
{
	add_named(p, tag->sign ? RAW_NODE : VALUE_NODE, tag);
	return true;
}

static bool take_section(struct parser *p, const struct tag *tag)
{
	p->parent = add_named(p, tag->sign == '#' ? SECTION_NODE : INVERTED_NODE, tag);
	return true;
}

static bool take_close(struct parser *p, const struct tag *tag)
{
	const struct node *section = p->parent;

	if (!section->parent || section->len != tag->len
		|| memcmp(section->text, tag->text, tag->len) != 0)
		return stop(p, tag->from, "a closing tag that fits no open section");
	p->parent = section->parent;
	return true;
}

static bool take_partial(struct parser *p, const struct tag *tag)
{
	struct node *node = add_named(p, PARTIAL_NODE, tag);

	if (tag->line)
		node->indent = forever_copy(tag->line, (size_t)(tag->from - tag->line));
	return true;
}

static bool take_comment(struct parser *p, const struct tag *tag)
{
	(void)p;
	(void)tag;
	return true;
}

static bool take_delimiters(struct parser *p, const struct tag *tag)
{
	const char *blank = tag->text, *end = tag->text + tag->len, *second;

	while (blank < end && !is_space(*blank))
		blank++;
	for (second = blank; second < end && is_space(*second);)
		second++;
	for (const char *c = second; c < end; c++)
		if (is_space(*c))
			second = end;
	if (second == end || blank - tag->text >= DELIMITER_MAX || end - second >= DELIMITER_MAX)
		return stop(p, tag->from, "delimiters that are not two short words");
	snprintf(p->open, sizeof p->open, "%.*s", (int)(blank - tag->text), tag->text);
	snprintf(p->close, sizeof p->close, "%.*s", (int)(end - second), second);
	return true;
}

static bool (*const takers[256])(struct parser *p, const struct tag *tag) = {
	[0] = take_value, ['&'] = take_value, ['{'] = take_value,
	['#'] = take_section, ['^'] = take_section, ['/'] = take_close,
	['>'] = take_partial, ['!'] = take_comment, ['='] = take_delimiters,
};

/* Takes the text up to the next tag, and the tag. */
static bool step(struct parser *p)
{
	const char *from = find(p->at, p->end, p->open);
	const char *text_end;
	struct tag tag;

	if (!from) {
		add_text(p, p->at, p->end);
		p->at = p->end;
		return true;
	}
	if (!read_tag(p, from, &tag))
		return false;
	text_end = tag.line ? tag.line : tag.from;
	if (text_end > p->at)
		add_text(p, p->at, text_end);
	/* A tag that begins a line needs an empty text before it, to carry the indentation. */
	if (!tag.line && at_line_start(p, tag.from))
		add_text(p, tag.from, tag.from);
	p->at = tag.line ? tag.after : tag.to;
	return takers[(unsigned char)tag.sign](p, &tag);
}

enum status template_parse(const char *name, const char *text, size_t len,
	const struct template **made)
{
	struct template *t = forever_alloc(sizeof *t), **bucket = bucket_of(name);
	struct parser p = { .name = name, .open = "{{", .close = "}}", .parent = &t->root };

	p.start = p.at = forever_copy(text, len);
	p.end = p.start + len;
	while (p.at < p.end && !p.why)
		step(&p);
	if (!p.why && p.parent != &t->root)
		stop(&p, p.end, "a section without its end");
	if (p.why) {
		log_line(LOG_ERROR, "template.invalid", "template=%s line=%d why=\"%s\"", name,
			line_of(&p, p.where), p.why);
		return INVALID;
	}
	t->name = forever_copy(name, strlen(name));
	t->root.kind = SECTION_NODE;
	t->next = *bucket;
	*bucket = t;
	*made = t;
	return OK;
}

const struct template *template_find(const char *name)
{
	const struct template *t = *bucket_of(name);

	while (t && strcmp(t->name, name) != 0)
		t = t->next;
	return t;
}
