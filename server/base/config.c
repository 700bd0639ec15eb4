/* config.c: the environment, read once into a table of settings.
 *
 * All faults are told at once, one line each, so that an operator does not fix them one start at
 * a time. No line ever shows a value: a secret put under the wrong name must not reach a log.
 * What the settings mean is left to the table; a variable that is set but empty counts as not
 * set. */
#include "base/config.h"

#include "base/arena.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define SECRET_FILE_MAX (64u * 1024)

static const struct {
	const char *word;
	bool value;
} switch_words[] = {
	{ "on", true }, { "true", true }, { "yes", true }, { "1", true },
	{ "off", false }, { "false", false }, { "no", false }, { "0", false },
};

static bool set_text(const struct setting *setting, const char *text)
{
	*(const char **)setting->value = forever_copy(text, strlen(text));
	return true;
}

/* An address others append paths to, so a slash at its end is cut. Only a default may be empty. */
static bool set_url(const struct setting *setting, const char *text)
{
	const char *rest = strstr(text, "://");
	size_t len = strlen(text);

	if (*text != '\0' && (!rest || rest == text || !rest[3]))
		return false;
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f)
			return false;
	while (len > 0 && text[len - 1] == '/')
		len--;
	*(const char **)setting->value = forever_copy(text, len);
	return true;
}

static bool set_number(const struct setting *setting, const char *text)
{
	size_t len = strlen(text);
	long value;

	/* Ten digits cannot overflow a long. */
	if (len == 0 || len > 10 || strspn(text, "0123456789") != len)
		return false;
	value = strtol(text, NULL, 10);
	if (value > INT_MAX)
		return false;
	*(int *)setting->value = (int)value;
	return true;
}

static bool set_switch(const struct setting *setting, const char *text)
{
	for (size_t i = 0; i < countof(switch_words); i++) {
		if (strcasecmp(text, switch_words[i].word) != 0)
			continue;
		*(bool *)setting->value = switch_words[i].value;
		return true;
	}
	return false;
}

static const struct {
	bool (*set)(const struct setting *setting, const char *text);
	const char *takes;
} kinds[] = {
	[TEXT_SETTING] = { set_text, "text" },
	[URL_SETTING] = { set_url, "an address such as https://host" },
	[NUMBER_SETTING] = { set_number, "a whole number" },
	[SWITCH_SETTING] = { set_switch, "on or off" },
	[SECRET_SETTING] = { set_text, "a secret, or NAME_FILE naming a file that holds it" },
};

/* Is text one of "a|b|c"? */
static bool is_choice(const char *choices, const char *text)
{
	size_t len = strlen(text), one;

	for (; choices && *choices; choices += one + (choices[one] == '|')) {
		one = strcspn(choices, "|");
		if (one == len && strncmp(choices, text, len) == 0)
			return true;
	}
	return !choices;
}

static const char *from_environment(const char *name)
{
	const char *text = getenv(name);

	return text && *text ? text : NULL;
}

/* The file's text without its last newline; NULL when it cannot be read, is empty, holds a NUL
 * or is too large. */
static const char *file_text(const char *path)
{
	char *text = arena_alloc(SECRET_FILE_MAX + 1);
	FILE *file = fopen(path, "re");
	size_t len;

	if (!file)
		return NULL;
	len = fread(text, 1, SECRET_FILE_MAX, file);
	if (ferror(file) || !feof(file) || strlen(text) != len)
		len = 0;
	fclose(file);
	if (len > 0 && text[len - 1] == '\n')
		text[--len] = '\0';
	if (len > 0 && text[len - 1] == '\r')
		text[--len] = '\0';
	return len > 0 ? text : NULL;
}

static bool complain(const struct setting *setting, const char *fault)
{
	const char *takes = setting->choices ? setting->choices : kinds[setting->kind].takes;

	fprintf(stderr, "%s %s; it takes %s (%s)\n", setting->name, fault, takes, setting->meaning);
	return false;
}

static bool read_setting(const struct setting *setting)
{
	const char *text = from_environment(setting->name), *path = NULL;

	if (setting->kind == SECRET_SETTING)
		path = from_environment(arena_printf("%s_FILE", setting->name));
	/* Two sources for one secret would leave it open which of them counts. */
	if (text && path)
		return complain(setting, "is set twice, once by its _FILE");
	if (path && !(text = file_text(path)))
		return complain(setting, "cannot be read from its _FILE");
	if (!text)
		text = setting->otherwise;
	if (!text)
		return complain(setting, "is missing");
	if (!is_choice(setting->choices, text) || !kinds[setting->kind].set(setting, text))
		return complain(setting, "is not right");
	return true;
}

/* Does the environment entry "NAME=value" belong to this setting? */
static bool names_setting(const struct setting *setting, const char *entry)
{
	size_t len = strlen(setting->name);

	if (strncmp(entry, setting->name, len) != 0)
		return false;
	if (entry[len] == '=')
		return true;
	return setting->kind == SECRET_SETTING && strncmp(entry + len, "_FILE=", 6) == 0;
}

static bool is_known(const struct setting *table, size_t count, const char *entry)
{
	for (size_t i = 0; i < count; i++)
		if (names_setting(&table[i], entry))
			return true;
	return false;
}

/* A misspelt name would otherwise leave a default standing without a word. */
static bool refuse_unknown(const struct setting *table, size_t count, const char *prefix)
{
	bool is_fine = true;

	for (char **entry = environ; entry && *entry; entry++) {
		if (strncmp(*entry, prefix, strlen(prefix)) != 0 || is_known(table, count, *entry))
			continue;
		fprintf(stderr, "%.*s is not a setting\n", (int)strcspn(*entry, "="), *entry);
		is_fine = false;
	}
	return is_fine;
}

enum status config_read(const struct setting *table, size_t count, const char *prefix)
{
	bool is_fine = true;

	for (size_t i = 0; i < count; i++)
		if (!read_setting(&table[i]))
			is_fine = false;
	if (prefix && !refuse_unknown(table, count, prefix))
		is_fine = false;
	return is_fine ? OK : INVALID;
}

static void print_default(const struct setting *setting)
{
	if (!setting->otherwise)
		printf("required");
	else if (setting->otherwise[0])
		printf("`%s`", setting->otherwise);
	else
		printf("empty");
}

static void print_choices(const char *choices)
{
	const char *between = "; one of ";

	for (; choices && *choices; between = ", ") {
		size_t len = strcspn(choices, "|");

		printf("%s`%.*s`", between, (int)len, choices);
		choices += len + (choices[len] == '|');
	}
}

void config_print(const struct setting *table, size_t count)
{
	printf("| setting | default | meaning |\n|---|---|---|\n");
	for (size_t i = 0; i < count; i++) {
		printf("| `%s` | ", table[i].name);
		print_default(&table[i]);
		printf(" | %s", table[i].meaning);
		print_choices(table[i].choices);
		printf(" |\n");
	}
}
