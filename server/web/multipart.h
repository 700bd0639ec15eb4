/* multipart.h: a form that brings a file (RFC 7578), as a browser sends it: its fields, and the
 * file as it stands in the body, not copied. */
#ifndef MULTIPART_H
#define MULTIPART_H

#include "web/http.h"

/* True when that Content-Type is multipart/form-data. */
bool multipart_is(const char *type);

/* Splits r->body: text fields into *form, as form_split() does, and the one file into r->file,
 * r->file_len and r->file_name (the name the browser gives, without folders, perhaps "").
 * r->file stays NULL when no field was one of files. INVALID: no boundary, more than 40 parts or
 * two files, a part's head over 1 KiB, a name over 64 bytes, a text over 64 KiB, not UTF-8 or with
 * a NUL, or anything cut off. */
must_check enum status multipart_split(struct request *r, const char *type, cJSON **form);

/* The fields of the form that was sent, of whichever kind; the one with a file only where a file is
 * expected. INVALID, with r->status 415 for a body that is no form, 400 for one that cannot be
 * read. */
must_check enum status multipart_or_form(struct request *r, bool takes_file, cJSON **form);

#endif
