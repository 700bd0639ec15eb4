/* fields.h: urlencoded text, of a query or a form, as a document. */
#ifndef FIELDS_H
#define FIELDS_H

#include "base/json.h"

/* {name: text}; a repeated name keeps its last value, what is not UTF-8 is left out. */
cJSON *fields_read(const char *text, size_t len);

#endif
