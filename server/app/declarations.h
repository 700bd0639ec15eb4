/* declarations.h: what a client says they earn, to be held against what is found. */
#ifndef DECLARATIONS_H
#define DECLARATIONS_H

#include "web/http.h"

/* GET /members/:id/declaration and POST /members/:id/declarations */
enum status declarations_show(struct request *r);
enum status declarations_create(struct request *r);

#endif
