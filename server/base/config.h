/* config.h: fills a settings table from the environment.
 *
 *	static struct { const char *url; int port; } settings;
 *	const struct setting table[] = {
 *		{ "TRUV_URL",    URL,    &settings.url,  NULL,   "Truv's base address" },      //
 * no default: required
 *		{ "TRUV_SECRET", SECRET, &settings.key,  NULL,   "signs both ways" },
 *		{ "APP_PORT",    NUMBER, &settings.port, "8080", "pages" },
 *	};
 *
 * A SECRET may also come from the file that NAME_FILE names (its last newline is cut). A URL may
 * be empty by its default only; it loses the slashes at its end. A variable that is set but empty
 * counts as not set. Values live for ever. */
#ifndef CONFIG_H
#define CONFIG_H

#include "base/base.h"

enum setting_kind { TEXT_SETTING = 1, URL_SETTING, NUMBER_SETTING, SWITCH_SETTING, SECRET_SETTING };

struct setting {
	const char *name;
	enum setting_kind kind;
	void *value;              /* const char **, for NUMBER int *, for SWITCH bool * */
	const char *otherwise;    /* the default as text; NULL: required */
	const char *meaning;      /* one sentence, for `portal settings` and the README */
	const char *choices;      /* "a|b|c": only these; NULL: any */
};

/* Fills all; INVALID after writing one line to stderr per setting that is missing or wrong, naming
 * it and what it takes. With a non-NULL prefix, also refuses a set environment variable that
 * starts with it and is not in the table. */
must_check enum status config_read(const struct setting *table, size_t count, const char *prefix);

/* Prints the table as Markdown to stdout: name, default, meaning. Never a value from the
 * environment. */
void config_print(const struct setting *table, size_t count);

#endif
