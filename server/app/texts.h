/* texts.h: the administrator's texts of messages. */
#ifndef TEXTS_H
#define TEXTS_H

#include "web/http.h"

/* GET /admin/messages/:id: one text, as it is kept and as a client would read it. */
enum status texts_show(struct request *r);
/* POST /admin/messages/:id/preview: the same with what was typed, which is not kept. Always 200:
 * what is wrong with it stands on the page. */
enum status texts_preview(struct request *r);
/* POST /admin/messages/:id: keeps what was typed as the next version, unless something must not or
 * must stand in it (letter.h), or it takes too many parts as a text (422). 409 when somebody else
 * kept another at the same time. */
enum status texts_save(struct request *r);

#endif
