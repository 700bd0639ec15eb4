/* truework_page.h: Truework for the administrator. */
#ifndef TRUEWORK_PAGE_H
#define TRUEWORK_PAGE_H

#include "web/router.h"

/* GET /admin/truework: the page, which also shows what is set. */
enum status truework_show(struct request *r);

#endif
