/* sheet.h: the income worksheet's pages and acts, and the note and print made from it. */
#ifndef SHEET_H
#define SHEET_H

#include "web/http.h"

/* The sheet as it was saved last, or as the data alone make it; ?data=new: with the newest data and
 * of today. */
enum status sheet_show(struct request *r);
/* The sheet with what the form says, nothing saved: 200, messages in place. */
enum status sheet_reckon(struct request *r);
/* Keeps the form as a draft. 422 for what cannot be taken; 409, with both sheets told apart and
 * nothing lost, when somebody else has saved since. */
enum status sheet_save(struct request *r);
/* The same, and confirms one program (form.program, its code) or all: 422 while something is
 * open. */
enum status sheet_confirm(struct request *r);
/* The case note and the print of the sheet as it was saved last. */
enum status sheet_note_show(struct request *r);
enum status sheet_print(struct request *r);

#endif
