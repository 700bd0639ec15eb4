-- What to say to the client when data could not be read again, in every language.

insert into cause_words (cause, language, say) values
	('refresh_signin', 'es',
	 'No pudimos actualizar la información de su pago. Por favor, abra el nuevo enlace que '
	 'le enviamos y entre otra vez al sitio de su empleador.'),
	('refresh_later', 'es',
	 'El sitio de su empleador no funciona en este momento. Usted no tiene que hacer nada.'),
	('refresh_failed', 'es',
	 'No pudimos actualizar la información de su pago. Tal vez necesitemos un nuevo enlace '
	 'o sus talones de pago.'),
	('refresh_signin', 'zh-Hans',
	 '我们无法更新您的工资信息。请打开我们发给您的新链接，再次登录您雇主的网站。'),
	('refresh_later', 'zh-Hans',
	 '您雇主的网站现在无法使用。您不需要做任何事。'),
	('refresh_failed', 'zh-Hans',
	 '我们无法更新您的工资信息。我们可能需要给您一个新链接，或者需要您的工资单。'),
	('refresh_signin', 'zh-Hant',
	 '我們無法更新您的薪資資料。請打開我們傳給您的新連結，再次登入您雇主的網站。'),
	('refresh_later', 'zh-Hant',
	 '您雇主的網站現在無法使用。您不需要做任何事。'),
	('refresh_failed', 'zh-Hant',
	 '我們無法更新您的薪資資料。我們可能需要給您一個新連結，或者需要您的薪資單。'),
	('refresh_signin', 'vi',
	 'Chúng tôi không cập nhật được thông tin lương của quý vị. Xin mở liên kết mới chúng '
	 'tôi gửi và đăng nhập lại vào trang của chủ lao động.'),
	('refresh_later', 'vi',
	 'Trang của chủ lao động hiện không hoạt động. Quý vị không cần làm gì cả.'),
	('refresh_failed', 'vi',
	 'Chúng tôi không cập nhật được thông tin lương của quý vị. Có thể chúng tôi cần một '
	 'liên kết mới hoặc phiếu lương của quý vị.'),
	('refresh_signin', 'ko',
	 '급여 정보를 새로 읽지 못했습니다. 저희가 보내 드리는 새 링크를 열고 고용주 사이트에 다시 로그인해 주세요.'),
	('refresh_later', 'ko',
	 '고용주의 사이트가 지금 작동하지 않습니다. 고객님은 아무것도 하지 않으셔도 됩니다.'),
	('refresh_failed', 'ko',
	 '급여 정보를 새로 읽지 못했습니다. 새 링크나 급여 명세서가 필요할 수 있습니다.'),
	('refresh_signin', 'tl',
	 'Hindi namin ma-update ang impormasyon ng sahod ninyo. Pakibuksan ang bagong link na '
	 'ipapadala namin at mag-sign in ulit sa site ng inyong employer.'),
	('refresh_later', 'tl',
	 'Hindi gumagana ngayon ang site ng inyong employer. Wala kayong kailangang gawin.'),
	('refresh_failed', 'tl',
	 'Hindi namin ma-update ang impormasyon ng sahod ninyo. Baka kailanganin namin ng '
	 'bagong link o ng mga pay stub ninyo.'),
	('refresh_signin', 'ru',
	 'Нам не удалось обновить сведения о вашей зарплате. Пожалуйста, откройте новую '
	 'ссылку, которую мы пришлём, и снова войдите на сайт работодателя.'),
	('refresh_later', 'ru',
	 'Сайт вашего работодателя сейчас не работает. Вам ничего делать не нужно.'),
	('refresh_failed', 'ru',
	 'Нам не удалось обновить сведения о вашей зарплате. Возможно, понадобится новая '
	 'ссылка или ваши расчётные листки.'),
	('refresh_signin', 'ar',
	 'لم نتمكن من تحديث معلومات أجرك. افتح الرابط الجديد الذي نرسله إليك وسجّل الدخول إلى '
	 'موقع صاحب العمل مرة أخرى.'),
	('refresh_later', 'ar',
	 'موقع صاحب العمل لا يعمل الآن. لا يلزمك أن تفعل شيئًا.'),
	('refresh_failed', 'ar',
	 'لم نتمكن من تحديث معلومات أجرك. قد نحتاج إلى رابط جديد أو إلى قسائم الأجر.'),
	('refresh_signin', 'fa',
	 'نتوانستیم اطلاعات حقوق شما را به‌روز کنیم. لطفاً پیوند تازه‌ای را که می‌فرستیم باز '
	 'کنید و دوباره وارد سایت کارفرمای خود شوید.'),
	('refresh_later', 'fa',
	 'سایت کارفرمای شما اکنون کار نمی‌کند. لازم نیست کاری انجام دهید.'),
	('refresh_failed', 'fa',
	 'نتوانستیم اطلاعات حقوق شما را به‌روز کنیم. شاید به پیوند تازه یا فیش حقوقی شما نیاز '
	 'داشته باشیم.'),
	('refresh_signin', 'hy',
	 'Մենք չկարողացանք թարմացնել ձեր աշխատավարձի տվյալները։ Խնդրում ենք բացել նոր հղումը, '
	 'որը կուղարկենք, և կրկին մուտք գործել գործատուի կայք։'),
	('refresh_later', 'hy',
	 'Ձեր գործատուի կայքը հիմա չի աշխատում։ Ձեզնից ոչինչ չի պահանջվում։'),
	('refresh_failed', 'hy',
	 'Մենք չկարողացանք թարմացնել ձեր աշխատավարձի տվյալները։ Գուցե պետք լինի նոր հղում կամ '
	 'ձեր աշխատավարձի թերթիկները։'),
	('refresh_signin', 'ht',
	 'Nou pa t ka mete enfòmasyon salè ou ajou. Tanpri louvri nouvo lyen n ap voye ba ou a '
	 'epi konekte ankò sou sit patwon ou.'),
	('refresh_later', 'ht',
	 'Sit patwon ou pa mache kounye a. Ou pa bezwen fè anyen.'),
	('refresh_failed', 'ht',
	 'Nou pa t ka mete enfòmasyon salè ou ajou. Nou ka bezwen yon nouvo lyen oswa souch '
	 'chèk ou yo.');
