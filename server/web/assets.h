/* assets.h: static files from memory, under names that carry a hash of their content.
 *
 * The build (static/build.mjs) writes build/static: the hashed files, .gz and .br beside them, and
 * manifest.json. */
#ifndef ASSETS_H
#define ASSETS_H

#include "web/router.h"

/* Loads dir whole. *assets: {"app_css": "/static/app.1a2b3c4d.css", …} for page_settings: dots,
 * slashes and dashes of the name as "_". */
must_check enum status assets_load(const char *dir, const cJSON **assets);
/* GET /static/:name. immutable for a year; br or gzip when accepted; 304 is not needed. 404 for
 * anything not in memory. */
enum status asset(struct request *r);
/* The asset of that unhashed name ("openapi.json") under an address of its own, to be asked for
 * anew each time. NOT_FOUND when the build made none. */
enum status asset_show(struct request *r, const char *name);

#endif
