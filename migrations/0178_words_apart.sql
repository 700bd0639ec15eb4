-- Two causes were told in the same words in Spanish and Persian: this one is about an update.
update cause_words
   set say = 'Algo de nuestro lado se debe actualizar. Le llamaremos cuando funcione.'
 where cause = 'too_old' and language = 'es';
update cause_words
   set say = 'چیزی در سمت ما باید به‌روز شود. وقتی درست شد با شما تماس می‌گیریم.'
 where cause = 'too_old' and language = 'fa';
