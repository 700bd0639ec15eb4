/* assets.c: static files from memory, under names that carry a hash of their content.
 *
 * The build wrote the folder; here it is read whole, once, and nothing else can be served: a name
 * is looked up in the table, never on the disk. Pages learn the names through the shell. */
#include "web/assets.h"
#include "base/arena.h"
#include "base/log.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define FILES_MAX 128
#define FILE_MAX (4 * 1024 * 1024)

struct bytes {
	char *data;                  /* NULL: no such form */
	size_t len;
};

static struct file {
	const char *name, *type, *plain_name;
	struct bytes plain, brotli, gzip;
} files[FILES_MAX];
static size_t file_count;

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".css", "text/css; charset=utf-8" }, { ".js", "text/javascript; charset=utf-8" },
	{ ".svg", "image/svg+xml" }, { ".png", "image/png" }, { ".ico", "image/x-icon" },
	{ ".woff2", "font/woff2" }, { ".json", "application/json" },
	{ ".webmanifest", "application/manifest+json" },
};

static const char *type_of(const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t i;

	for (i = 0; dot && i < countof(types); i++)
		if (strcmp(types[i].ending, dot) == 0)
			return types[i].type;
	return "application/octet-stream";
}

/* The whole file, for ever; data stays NULL when there is none. */
static struct bytes bytes_read(const char *path)
{
	struct bytes bytes = { 0 };
	struct stat about;
	FILE *file = fopen(path, "rb");

	if (!file)
		return bytes;
	if (fstat(fileno(file), &about) == 0 && about.st_size <= FILE_MAX) {
		bytes.len = (size_t)about.st_size;
		bytes.data = forever_alloc(bytes.len + 1);
		if (fread(bytes.data, 1, bytes.len, file) != bytes.len)
			bytes.data = NULL;
	}
	fclose(file);
	return bytes;
}

static enum status file_load(const char *dir, const char *name, const char *plain_name)
{
	struct file *file = &files[file_count];

	if (file_count == FILES_MAX || strchr(name, '/'))
		return FAILED;
	file->name = forever_copy(name, strlen(name));
	file->plain_name = forever_copy(plain_name, strlen(plain_name));
	file->type = type_of(name);
	file->plain = bytes_read(arena_printf("%s/%s", dir, name));
	file->brotli = bytes_read(arena_printf("%s/%s.br", dir, name));
	file->gzip = bytes_read(arena_printf("%s/%s.gz", dir, name));
	file_count++;
	return file->plain.data ? OK : NOT_FOUND;
}

/* "uswds.min.css" → "uswds_min_css": as a template can say it. */
static char *key_of(const char *name)
{
	char *key = forever_copy(name, strlen(name)), *at;

	for (at = key; *at; at++)
		if (!isalnum((unsigned char)*at))
			*at = '_';
	return key;
}

/* A document's member that outlives every arena. */
static void keep(cJSON *object, const char *name, const char *hashed)
{
	cJSON *item = forever_alloc(sizeof *item), *last = object->child ? object->child->prev : NULL;
	char *address = arena_printf("/static/%s", hashed);

	item->type = cJSON_String;
	item->string = key_of(name);
	item->valuestring = forever_copy(address, strlen(address));
	if (last) {
		last->next = item;
		item->prev = last;
	} else {
		object->child = item;
	}
	object->child->prev = item;
}

static enum status wrong(const char *dir, const char *name)
{
	log_line(LOG_ERROR, "assets.unreadable", "folder=\"%s\" file=\"%s\"", dir, name);
	return FAILED;
}

enum status assets_load(const char *dir, const cJSON **assets)
{
	struct bytes manifest = bytes_read(arena_printf("%s/manifest.json", dir));
	cJSON *names, *kept = forever_alloc(sizeof *kept);
	const cJSON *name;

	kept->type = cJSON_Object;
	*assets = kept;
	if (!manifest.data || json_read(manifest.data, manifest.len, &names, NULL) != OK)
		return wrong(dir, "manifest.json");
	cJSON_ArrayForEach(name, names) {
		if (!cJSON_IsString(name) || file_load(dir, name->valuestring, name->string) != OK)
			return wrong(dir, name->string);
		keep(kept, name->string, name->valuestring);
	}
	return OK;
}

/* Whether the browser takes a coding: named, and not with q=0. */
static bool accepts(const struct request *r, const char *coding)
{
	const char *at = request_header(r, "Accept-Encoding");
	size_t len = strlen(coding);

	while (at && *at) {
		at += strspn(at, " \t,");
		if (strncasecmp(at, coding, len) == 0 && !isalnum((unsigned char)at[len])) {
			const char *weight = at + len + strspn(at + len, " \t;");

			return strncasecmp(weight, "q=0", 3) != 0 || strncmp(weight, "q=0.", 4) == 0;
		}
		at = strchr(at, ',');
	}
	return false;
}

static void serve(struct request *r, const struct file *file, const char *cache)
{
	const struct bytes *bytes = &file->plain;

	if (file->brotli.data && accepts(r, "br")) {
		bytes = &file->brotli;
		reply_header(r, "Content-Encoding", "br");
	} else if (file->gzip.data && accepts(r, "gzip")) {
		bytes = &file->gzip;
		reply_header(r, "Content-Encoding", "gzip");
	}
	if (file->brotli.data || file->gzip.data)
		reply_header(r, "Vary", "Accept-Encoding");
	reply_header(r, "Cache-Control", cache);
	reply_bytes(r, 200, file->type, bytes->data, bytes->len);
}

enum status asset(struct request *r)
{
	const char *name = json_text(r->in, "path.name");
	size_t i;

	for (i = 0; i < file_count; i++) {
		if (strcmp(files[i].name, name) != 0)
			continue;
		serve(r, &files[i], "public, max-age=31536000, immutable");
		return OK;
	}
	return NOT_FOUND;
}

enum status asset_show(struct request *r, const char *name)
{
	size_t i;

	for (i = 0; i < file_count; i++) {
		if (strcmp(files[i].plain_name, name) != 0)
			continue;
		serve(r, &files[i], "no-cache");
		return OK;
	}
	return NOT_FOUND;
}
