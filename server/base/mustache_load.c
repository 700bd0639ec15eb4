/* mustache_load.c: reads a folder of templates at start-up, each under its path without ".html".
 *
 * Parsing is mustache.c's; what stands beside the templates (words/es.json) is left to whoever
 * reads it. */
#include "base/mustache.h"

#include "base/arena.h"
#include "base/log.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX (256u * 1024)
#define SUFFIX ".html"

static enum status unreadable(const char *path)
{
	log_line(LOG_ERROR, "template.unreadable", "path=%s errno=%d", path, errno);
	return FAILED;
}

static enum status load_file(const char *path, const char *name, size_t name_len)
{
	/* Not the arena: it would touch all of it for each file, and main's is never emptied. */
	static char text[FILE_MAX];
	const struct template *made;
	FILE *file = fopen(path, "re");
	bool is_whole;
	size_t len;

	if (!file)
		return unreadable(path);
	len = fread(text, 1, FILE_MAX, file);
	is_whole = !ferror(file) && len < FILE_MAX;
	fclose(file);
	if (!is_whole)
		return unreadable(path);
	return template_parse(arena_copy(name, name_len), text, len, &made);
}

static bool is_template(const char *path)
{
	size_t len = strlen(path);

	return len > strlen(SUFFIX) && strcmp(path + len - strlen(SUFFIX), SUFFIX) == 0;
}

/* Loads what is below path; the first root_len bytes of it are no part of the names. */
static enum status load_dir(const char *path, size_t root_len)
{
	enum status status = OK;
	struct dirent *entry;
	struct stat info;
	DIR *dir = opendir(path);

	if (!dir)
		return unreadable(path);
	while (status == OK && (entry = readdir(dir))) {
		char *below = arena_printf("%s/%s", path, entry->d_name);

		if (entry->d_name[0] == '.' || stat(below, &info) != 0)
			continue;
		if (S_ISDIR(info.st_mode))
			status = load_dir(below, root_len);
		else if (is_template(below))
			status = load_file(below, below + root_len,
				strlen(below) - root_len - strlen(SUFFIX));
	}
	closedir(dir);
	return status;
}

enum status templates_load(const char *dir)
{
	return load_dir(dir, strlen(dir) + 1);
}
