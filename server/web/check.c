/* check.c: one value of a form, held against its kind.
 *
 * Each kind has one row in a table: its check and the words that say what to enter (look.md §9).
 * form.c knows which fields there are and where their messages go. */
#include "web/check.h"
#include "base/arena.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define EMAIL_MAX 254
#define TEXT_MAX 200

/* A value as typed, to its checked form; NULL: it is none. */
typedef const char *(*check)(const struct field *field, const char *text);

/* Characters, not bytes. */
static size_t length_of(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static bool has_control(const char *text, const char *allowed)
{
	for (; *text; text++)
		if (((unsigned char)*text < 0x20 && !strchr(allowed, *text)) || *text == 0x7f)
			return true;
	return false;
}

static const char *check_text(const struct field *field, const char *text)
{
	bool fits = length_of(text) <= (field->max ? field->max : TEXT_MAX);

	return fits && !has_control(text, "") ? text : NULL;
}

/* Browsers send line ends as CR LF; inside they are one character. */
static const char *check_long_text(const struct field *field, const char *text)
{
	char *kept = arena_alloc(strlen(text) + 1);
	size_t n = 0;

	for (; *text; text++)
		if (*text != '\r')
			kept[n++] = *text;
	if (has_control(kept, "\n\t") || (field->max && length_of(kept) > field->max))
		return NULL;
	return kept;
}

static const char *check_email(const struct field *field, const char *text)
{
	const char *at = strchr(text, '@'), *dot = at ? strrchr(at, '.') : NULL;

	(void)field;
	if (strlen(text) > EMAIL_MAX || !at || at == text || strchr(at + 1, '@') || !dot)
		return NULL;
	if (dot == at + 1 || dot[1] == '\0' || strpbrk(text, " \t<>,;\"") || has_control(text, ""))
		return NULL;
	return text;
}

/* Area and exchange codes of the US do not begin with 0 or 1. */
static const char *check_phone(const struct field *field, const char *text)
{
	char digits[12];
	size_t n = 0;
	const char *number = digits;

	(void)field;
	for (; *text; text++) {
		if (isdigit((unsigned char)*text) && n < sizeof digits - 1)
			digits[n++] = *text;
		else if (!strchr(" ()-.+/", *text))
			return NULL;
	}
	digits[n] = '\0';
	if (n == 11 && digits[0] == '1')
		number++;
	if (strlen(number) != 10 || number[0] < '2' || number[3] < '2')
		return NULL;
	return arena_printf("+1%s", number);
}

static bool is_day(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (leap && month == 2);
}

static const char *check_date(const struct field *field, const char *text)
{
	int year, month, day, end = -1;

	(void)field;
	if (strlen(text) > 10)
		return NULL;
	sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end);
	if (end < 0)
		sscanf(text, "%2d%*1[/ -]%2d%*1[/ -]%4d%n", &month, &day, &year, &end);
	if (end < 0 || text[end] != '\0' || !is_day(year, month, day))
		return NULL;
	return arena_printf("%04d-%02d-%02d", year, month, day);
}

/* Today where the process runs; the agency's zone is at most a day away, and the database has the
 * last word. */
static const char *check_past_date(const struct field *field, const char *text)
{
	const char *date = check_date(field, text);
	time_t now = time(NULL);
	struct tm today;
	char limit[16];

	localtime_r(&now, &today);
	strftime(limit, sizeof limit, "%Y-%m-%d", &today);
	return date && strcmp(date, limit) <= 0 ? date : NULL;
}

static const char *check_code(const struct field *field, const char *text)
{
	size_t i;

	for (i = 0; text[i]; i++)
		if (!isalnum((unsigned char)text[i]) && text[i] != '-')
			return NULL;
	return i <= (field->max ? field->max : 64) ? text : NULL;
}

static const char *check_choice(const struct field *field, const char *text)
{
	const char *at = field->choices ? field->choices : "";
	size_t len = strlen(text);

	if (field->choices == NULL) /* which there are, others know */
		return check_code(field, text);
	while (*at) {
		size_t here = strcspn(at, "|");

		if (here == len && memcmp(at, text, len) == 0)
			return text;
		at += here + (at[here] == '|');
	}
	return NULL;
}

static const char *check_number(const struct field *field, const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits <= (field->max ? field->max : 18) && text[digits] == '\0' ? text : NULL;
}

static const char *check_password(const struct field *field, const char *text)
{
	return strlen(text) <= (field->max ? field->max : 512) ? text : NULL;
}

/* missing and wrong are formats for the label; NULL in wrong: the length is what is wrong. */
static const struct kind {
	check check;
	const char *missing, *wrong;
} kinds[] = {
	[TEXT]      = { check_text, "Enter %s", NULL },
	[LONG_TEXT] = { check_long_text, "Enter %s", NULL },
	[EMAIL]     = { check_email, "Enter %s", "Enter %s like name@example.com" },
	[PHONE]     = { check_phone, "Enter %s with 10 digits", "Enter %s with 10 digits" },
	[DATE]      = { check_date, "Enter %s", "Enter %s as month, day and year, like 04/28/1986" },
	[PAST_DATE] = { check_past_date, "Enter %s", "Enter %s in the past, like 04/28/1986" },
	[ONE_OF]    = { check_choice, "Choose %s", "Choose %s from the list" },
	[MANY_OF]   = { check_choice, "Choose %s", "Choose %s from the list" },
	[NUMBER]    = { check_number, "Enter %s", "Enter %s in digits" },
	[CODE]      = { check_code, "Enter %s", "Enter %s with letters, digits and hyphens" },
	[PASSWORD]  = { check_password, "Enter %s", NULL },
};

/* "first name" → "a first name", "e-mail address" → "an e-mail address"; one that brings its own
 * article or is plural ("your password", "the reason") stays as it is. */
static const char *with_article(const char *label)
{
	static const char *const own[] = { "a ", "an ", "the ", "your ", "at ", "one " };
	size_t i;

	for (i = 0; i < countof(own); i++)
		if (strncmp(label, own[i], strlen(own[i])) == 0)
			return label;
	return arena_printf("%s %s", strchr("aeio", label[0]) ? "an" : "a", label);
}

const char *check_value(const struct field *field, const char *text)
{
	return kinds[field->kind].check(field, text);
}

const char *check_message(const struct field *field, bool is_missing)
{
	const struct kind *kind = &kinds[field->kind];
	const char *label = with_article(field->label ? field->label : field->name), *gap;
	const char *wording = is_missing ? kind->missing : kind->wrong;

	if (!wording)
		return arena_printf("Change %s to at most %zu plain characters", label,
		                    field->max ? field->max : TEXT_MAX);
	gap = strstr(wording, "%s");
	return arena_printf("%.*s%s%s", (int)(gap - wording), wording, label, gap + 2);
}
