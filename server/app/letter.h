/* letter.h: the text of a message to a client: what may stand in it, what must, and the text filled
 * in. Where a template is kept and who may change it is the database's affair (message_templates).
 *
 * A value stands in a text as {{name}}; {{#name}}…{{/name}} is only said where there is a value.
 * The names are: first_name, link, code (what /check asks for), agency, phone (the office's),
 * program (in the client's words), until (the link's last day), check (the address of /check).
 * Anything else about a person is refused. */
#ifndef LETTER_H
#define LETTER_H

#include "base/json.h"

/* The text with its values, in the arena. Each name is replaced once: a value that looks like one
 * stays as it is. No line's end or other control byte of a value gets into the text. INVALID,
 * logged without the text, for a name that is unknown, or has no value and stands in no section of
 * its own, or for a text over 16 KiB. */
must_check enum status letter_fill(const char *text, const cJSON *values, const char **filled);

/* What is wrong with a template, as a sentence for who writes it, in the arena; NULL when nothing
 * is. channel: "email" or "sms". A subject, which only an e-mail has, names no link and no code. */
const char *letter_text_fault(const char *channel, const char *text);
const char *letter_subject_fault(const char *subject);

#endif
