-- What to say next on a call: a sentence for every step of the ribbon and for the usual replies, in
-- the languages of the house. What to say when something broke stands in causes and cause_words.

-- sees: what the client has before their eyes meanwhile, for the agent.
create table call_scripts (
	key  text primary key,
	sees text
);
insert into call_scripts (key, sees) values
	('start', 'Nothing is sent yet'),
	('sending', 'Nothing to see yet'),
	('sent', 'They get a text with the link'),
	('mailed', 'They get an e-mail with the link'),
	('read_out', 'They type the address'),
	('opened', 'They see the search for the employer'),
	('opened_bank', 'They see the search for the bank'),
	('found', 'They see the sign-in page'),
	('found_bank', 'They see the sign-in page of the bank'),
	('reading', 'They see a page that reads by itself'),
	('ready', 'They see a page that says thank you'),
	('quiet', null), ('password', null), ('real', null), ('code', null), ('cash', null);

-- What clients usually say, and the key that answers.
create table call_replies (
	reply    text primary key references call_scripts,
	position integer not null unique check (position between 1 and 9),
	said     text not null,
	answer   text not null                      -- what the answer is about, in a few words
);
insert into call_replies (reply, position, said, answer) values
	('password', 1, 'I do not know my password', 'Reset steps, two languages'),
	('real', 2, 'Is this real?', 'How to check the message'),
	('code', 3, 'It sent me a code', 'Where to type the code'),
	('cash', 4, 'I am paid in cash', 'Paper instead');

create table call_words (
	key      text not null references call_scripts,
	language text not null references languages,
	say      text not null check (length(say) between 1 and 400),
	primary key (key, language)
);
grant select on call_scripts, call_replies, call_words to verify_app;

insert into call_words (key, language, say) values
	('start', 'en',
	 'I can send a link to your phone now. With it you show us your pay. It takes about 5 '
	 'minutes. Is this the right number for texts?'),
	('sending', 'en',
	 'I am sending it now. It takes a few seconds.'),
	('sent', 'en',
	 'You get a text from us now. Open it and tap the link. Tell me when you see the page.'),
	('mailed', 'en',
	 'You get an e-mail from us now. Open it and tap the link. Tell me when you see the '
	 'page.'),
	('read_out', 'en',
	 'Please open the browser on your phone. I will read you the address, one letter at a '
	 'time.'),
	('opened', 'en',
	 'Type the name of your employer, then choose it in the list.'),
	('opened_bank', 'en',
	 'Type the name of your bank, then choose it in the list.'),
	('found', 'en',
	 'Now enter the user name and password you use to see your pay stubs. We do not see '
	 'them or keep them. Do you have them with you?'),
	('found_bank', 'en',
	 'Now enter the user name and password of your bank. We do not see them or keep them. '
	 'Do you have them with you?'),
	('reading', 'en',
	 'You are signed in. Now it takes 1 to 5 minutes. Please keep the page open.'),
	('ready', 'en',
	 'We have it, and you are done. You can close the page. Thank you.'),
	('quiet', 'en',
	 'Are you still there? What do you see on your phone now?'),
	('password', 'en',
	 'On the sign-in page, tap “Forgot password”. You get a code by text or e-mail. Make a '
	 'new password, then come back to our page and sign in.'),
	('real', 'en',
	 'Yes, this is us. Our web page has a place to type the code that stands in the text. '
	 'It tells you that we sent it. We never ask for your password.'),
	('code', 'en',
	 'Type the code on the page where you sign in. Do not tell it to me or to anyone. If '
	 'it does not work, ask for a new one there.'),
	('cash', 'en',
	 'That is all right. You can show us on paper: a letter from the person who pays you, '
	 'with the dates and the amounts. We will send you a list of what you need.'),
	('start', 'es',
	 'Puedo enviarle ahora un enlace a su teléfono. Con él nos muestra su pago. Toma unos '
	 '5 minutos. ¿Es este el número correcto para mensajes de texto?'),
	('sending', 'es',
	 'Lo estoy enviando ahora. Tarda unos segundos.'),
	('sent', 'es',
	 'Va a recibir un mensaje de texto nuestro. Ábralo y toque el enlace. Dígame cuando '
	 'vea la página.'),
	('mailed', 'es',
	 'Va a recibir un correo electrónico nuestro. Ábralo y toque el enlace. Dígame cuando '
	 'vea la página.'),
	('read_out', 'es',
	 'Abra el navegador de su teléfono, por favor. Le voy a leer la dirección, letra por '
	 'letra.'),
	('opened', 'es',
	 'Escriba el nombre de su empleador y luego elíjalo en la lista.'),
	('opened_bank', 'es',
	 'Escriba el nombre de su banco y luego elíjalo en la lista.'),
	('found', 'es',
	 'Ahora escriba el usuario y la contraseña que usa para ver sus recibos de pago. '
	 'Nosotros no los vemos ni los guardamos. ¿Los tiene a la mano?'),
	('found_bank', 'es',
	 'Ahora escriba el usuario y la contraseña de su banco. Nosotros no los vemos ni los '
	 'guardamos. ¿Los tiene a la mano?'),
	('reading', 'es',
	 'Ya entró. Ahora tarda de 1 a 5 minutos. Deje la página abierta, por favor.'),
	('ready', 'es',
	 'Ya lo tenemos, y usted terminó. Puede cerrar la página. Gracias.'),
	('quiet', 'es',
	 '¿Sigue ahí? ¿Qué ve ahora en su teléfono?'),
	('password', 'es',
	 'En la página para entrar, toque “Olvidé mi contraseña”. Recibirá un código por '
	 'mensaje o correo. Cree una contraseña nueva, regrese a nuestra página y entre.'),
	('real', 'es',
	 'Sí, somos nosotros. En nuestra página web puede escribir el código que está en el '
	 'mensaje, y le dirá que nosotros lo enviamos. Nunca pedimos su contraseña.'),
	('code', 'es',
	 'Escriba el código en la página donde entra. No me lo diga a mí ni a nadie. Si no '
	 'funciona, pida allí uno nuevo.'),
	('cash', 'es',
	 'Está bien. Puede mostrarnos papeles: una carta de la persona que le paga, con las '
	 'fechas y las cantidades. Le enviaremos una lista de lo que necesita.'),
	('start', 'zh-Hans',
	 '我现在可以把一个链接发到您的手机。您用它给我们看您的工资，大约需要5分钟。这个号码可以收短信吗？'),
	('sending', 'zh-Hans',
	 '我正在发送，需要几秒钟。'),
	('sent', 'zh-Hans',
	 '您会收到我们的短信。请打开它，点里面的链接。看到网页时请告诉我。'),
	('mailed', 'zh-Hans',
	 '您会收到我们的电子邮件。请打开它，点里面的链接。看到网页时请告诉我。'),
	('read_out', 'zh-Hans',
	 '请打开手机上的浏览器。我把网址一个字母一个字母念给您听。'),
	('opened', 'zh-Hans',
	 '请输入您雇主的名称，然后在列表里选它。'),
	('opened_bank', 'zh-Hans',
	 '请输入您银行的名称，然后在列表里选它。'),
	('found', 'zh-Hans',
	 '现在请输入您查看工资单时用的用户名和密码。我们看不到，也不保存。您手边有吗？'),
	('found_bank', 'zh-Hans',
	 '现在请输入您银行的用户名和密码。我们看不到，也不保存。您手边有吗？'),
	('reading', 'zh-Hans',
	 '您已经登录。现在需要1到5分钟。请不要关闭网页。'),
	('ready', 'zh-Hans',
	 '我们收到了，您已经完成。可以关闭网页了。谢谢您。'),
	('quiet', 'zh-Hans',
	 '您还在吗？您的手机上现在显示什么？'),
	('password', 'zh-Hans',
	 '在登录网页上点“忘记密码”。您会收到短信或邮件里的验证码。设一个新密码，再回到我们的网页登录。'),
	('real', 'zh-Hans',
	 '是的，这是我们发的。在我们的网站上可以输入短信里的代码，网站会告诉您是我们发的。我们从不问您的密码。'),
	('code', 'zh-Hans',
	 '请在登录的网页上输入这个验证码。不要告诉我，也不要告诉任何人。如果没有用，请在那里再要一个新的。'),
	('cash', 'zh-Hans',
	 '没关系。您可以用纸质文件：请付您工资的人写一封信，写明日期和金额。我们会把需要的东西列一张单子寄给您。'),
	('start', 'zh-Hant',
	 '我現在可以把一個連結傳到您的手機。您用它給我們看您的薪資，大約需要5分鐘。這個號碼可以收簡訊嗎？'),
	('sending', 'zh-Hant',
	 '我正在傳送，需要幾秒鐘。'),
	('sent', 'zh-Hant',
	 '您會收到我們的簡訊。請打開它，點裡面的連結。看到網頁時請告訴我。'),
	('mailed', 'zh-Hant',
	 '您會收到我們的電子郵件。請打開它，點裡面的連結。看到網頁時請告訴我。'),
	('read_out', 'zh-Hant',
	 '請打開手機上的瀏覽器。我把網址一個字母一個字母唸給您聽。'),
	('opened', 'zh-Hant',
	 '請輸入您雇主的名稱，然後在清單裡選它。'),
	('opened_bank', 'zh-Hant',
	 '請輸入您銀行的名稱，然後在清單裡選它。'),
	('found', 'zh-Hant',
	 '現在請輸入您查看薪資單時用的使用者名稱和密碼。我們看不到，也不保存。您手邊有嗎？'),
	('found_bank', 'zh-Hant',
	 '現在請輸入您銀行的使用者名稱和密碼。我們看不到，也不保存。您手邊有嗎？'),
	('reading', 'zh-Hant',
	 '您已經登入。現在需要1到5分鐘。請不要關閉網頁。'),
	('ready', 'zh-Hant',
	 '我們收到了，您已經完成。可以關閉網頁了。謝謝您。'),
	('quiet', 'zh-Hant',
	 '您還在嗎？您的手機上現在顯示什麼？'),
	('password', 'zh-Hant',
	 '在登入網頁上點「忘記密碼」。您會收到簡訊或郵件裡的驗證碼。設一個新密碼，再回到我們的網頁登入。'),
	('real', 'zh-Hant',
	 '是的，這是我們傳的。在我們的網站上可以輸入簡訊裡的代碼，網站會告訴您是我們傳的。我們從不問您的密碼。'),
	('code', 'zh-Hant',
	 '請在登入的網頁上輸入這個驗證碼。不要告訴我，也不要告訴任何人。如果沒有用，請在那裡再要一個新的。'),
	('cash', 'zh-Hant',
	 '沒關係。您可以用紙本文件：請付您薪資的人寫一封信，寫明日期和金額。我們會把需要的東西列一張單子寄給您。');
