/* control.h: what main gives the control interface. */
#ifndef CONTROL_H
#define CONTROL_H

/* The address that webhooks go to after start and after each reset; NULL or "": none. Must live
 * for ever. */
void control_start(const char *webhook_url);

#endif
