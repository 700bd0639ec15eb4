-- What to say next on a call, in Vietnamese, Korean, Tagalog, Russian.

insert into call_words (key, language, say) values
	('start', 'vi',
	 'Bây giờ tôi có thể gửi một đường link đến điện thoại của quý vị. Quý vị dùng nó để '
	 'cho chúng tôi xem tiền lương, mất khoảng 5 phút. Số này nhận tin nhắn được không?'),
	('sending', 'vi',
	 'Tôi đang gửi. Mất vài giây thôi.'),
	('sent', 'vi',
	 'Quý vị sẽ nhận tin nhắn của chúng tôi. Xin mở ra và bấm vào đường link. Khi thấy '
	 'trang, xin cho tôi biết.'),
	('mailed', 'vi',
	 'Quý vị sẽ nhận e-mail của chúng tôi. Xin mở ra và bấm vào đường link. Khi thấy '
	 'trang, xin cho tôi biết.'),
	('read_out', 'vi',
	 'Xin mở trình duyệt trên điện thoại. Tôi sẽ đọc địa chỉ, từng chữ một.'),
	('opened', 'vi',
	 'Xin gõ tên nơi quý vị làm việc, rồi chọn trong danh sách.'),
	('opened_bank', 'vi',
	 'Xin gõ tên ngân hàng của quý vị, rồi chọn trong danh sách.'),
	('found', 'vi',
	 'Bây giờ xin nhập tên đăng nhập và mật khẩu quý vị dùng để xem phiếu lương. Chúng tôi '
	 'không thấy và không giữ. Quý vị có sẵn không?'),
	('found_bank', 'vi',
	 'Bây giờ xin nhập tên đăng nhập và mật khẩu ngân hàng của quý vị. Chúng tôi không '
	 'thấy và không giữ. Quý vị có sẵn không?'),
	('reading', 'vi',
	 'Quý vị đã đăng nhập. Bây giờ mất từ 1 đến 5 phút. Xin để trang mở.'),
	('ready', 'vi',
	 'Chúng tôi đã nhận được, quý vị xong rồi. Quý vị có thể đóng trang. Cảm ơn quý vị.'),
	('quiet', 'vi',
	 'Quý vị còn đó không? Bây giờ quý vị thấy gì trên điện thoại?'),
	('password', 'vi',
	 'Trên trang đăng nhập, bấm “Quên mật khẩu”. Quý vị sẽ nhận mã qua tin nhắn hoặc '
	 'e-mail. Đặt mật khẩu mới, rồi trở lại trang của chúng tôi và đăng nhập.'),
	('real', 'vi',
	 'Đúng, đây là chúng tôi. Trên trang web của chúng tôi có chỗ gõ mã trong tin nhắn, và '
	 'nó cho biết chúng tôi đã gửi. Chúng tôi không bao giờ hỏi mật khẩu.'),
	('code', 'vi',
	 'Xin gõ mã vào trang đăng nhập. Đừng nói mã cho tôi hay cho ai. Nếu không được, xin '
	 'yêu cầu mã mới ở đó.'),
	('cash', 'vi',
	 'Không sao. Quý vị có thể nộp giấy: một lá thư của người trả lương, có ngày và số '
	 'tiền. Chúng tôi sẽ gửi danh sách những thứ cần có.'),
	('start', 'ko',
	 '지금 휴대전화로 링크를 보내 드릴 수 있습니다. 그 링크로 급여를 보여 주시면 됩니다. 5분 정도 걸립니다. 이 번호로 문자를 받으시나요?'),
	('sending', 'ko',
	 '지금 보내고 있습니다. 몇 초 걸립니다.'),
	('sent', 'ko',
	 '저희가 보낸 문자가 갑니다. 문자를 열고 링크를 눌러 주세요. 페이지가 보이면 말씀해 주세요.'),
	('mailed', 'ko',
	 '저희가 보낸 이메일이 갑니다. 이메일을 열고 링크를 눌러 주세요. 페이지가 보이면 말씀해 주세요.'),
	('read_out', 'ko',
	 '휴대전화의 브라우저를 열어 주세요. 주소를 한 글자씩 읽어 드리겠습니다.'),
	('opened', 'ko',
	 '직장 이름을 입력하고 목록에서 선택해 주세요.'),
	('opened_bank', 'ko',
	 '은행 이름을 입력하고 목록에서 선택해 주세요.'),
	('found', 'ko',
	 '이제 급여 명세서를 볼 때 쓰는 아이디와 비밀번호를 입력해 주세요. 저희는 보지도 저장하지도 않습니다. 지금 가지고 계신가요?'),
	('found_bank', 'ko',
	 '이제 은행 아이디와 비밀번호를 입력해 주세요. 저희는 보지도 저장하지도 않습니다. 지금 가지고 계신가요?'),
	('reading', 'ko',
	 '로그인되었습니다. 이제 1분에서 5분 걸립니다. 페이지를 열어 두세요.'),
	('ready', 'ko',
	 '받았습니다. 다 끝났습니다. 페이지를 닫으셔도 됩니다. 감사합니다.'),
	('quiet', 'ko',
	 '아직 계신가요? 지금 휴대전화에 무엇이 보이나요?'),
	('password', 'ko',
	 '로그인 페이지에서 “비밀번호 찾기”를 눌러 주세요. 문자나 이메일로 코드가 갑니다. 새 비밀번호를 만든 다음 저희 페이지로 돌아와 로그인해 주세요.'),
	('real', 'ko',
	 '네, 저희가 맞습니다. 저희 웹페이지에 문자에 있는 코드를 입력하면 저희가 보냈다고 알려 줍니다. 저희는 비밀번호를 절대 묻지 않습니다.'),
	('code', 'ko',
	 '로그인하는 페이지에 코드를 입력해 주세요. 저나 다른 사람에게 말하지 마세요. 안 되면 거기에서 새 코드를 요청해 주세요.'),
	('cash', 'ko',
	 '괜찮습니다. 종이로 보여 주셔도 됩니다. 급여를 주는 사람이 날짜와 금액을 적은 편지면 됩니다. 필요한 것의 목록을 보내 드리겠습니다.'),
	('start', 'tl',
	 'Maaari kong ipadala ngayon ang link sa telepono ninyo. Gamitin ito para ipakita sa '
	 'amin ang sahod ninyo. Mga 5 minuto lang ito. Ito ba ang tamang numero para sa text?'),
	('sending', 'tl',
	 'Ipinapadala ko na ngayon. Ilang segundo lang.'),
	('sent', 'tl',
	 'Makakatanggap kayo ng text mula sa amin. Buksan ito at pindutin ang link. Sabihin sa '
	 'akin kapag nakita na ninyo ang pahina.'),
	('mailed', 'tl',
	 'Makakatanggap kayo ng e-mail mula sa amin. Buksan ito at pindutin ang link. Sabihin '
	 'sa akin kapag nakita na ninyo ang pahina.'),
	('read_out', 'tl',
	 'Pakibuksan ang browser sa telepono ninyo. Babasahin ko ang address, isa-isang letra.'),
	('opened', 'tl',
	 'I-type ang pangalan ng pinagtatrabahuhan ninyo, pagkatapos piliin ito sa listahan.'),
	('opened_bank', 'tl',
	 'I-type ang pangalan ng bangko ninyo, pagkatapos piliin ito sa listahan.'),
	('found', 'tl',
	 'Ngayon ilagay ang user name at password na ginagamit ninyo para makita ang pay stub '
	 'ninyo. Hindi namin ito nakikita o itinatago. Nasa inyo ba ito?'),
	('found_bank', 'tl',
	 'Ngayon ilagay ang user name at password ng bangko ninyo. Hindi namin ito nakikita o '
	 'itinatago. Nasa inyo ba ito?'),
	('reading', 'tl',
	 'Naka-sign in na kayo. Ngayon 1 hanggang 5 minuto pa. Pakiiwang bukas ang pahina.'),
	('ready', 'tl',
	 'Natanggap na namin, at tapos na kayo. Maaari na ninyong isara ang pahina. Salamat '
	 'po.'),
	('quiet', 'tl',
	 'Nandiyan pa po ba kayo? Ano ang nakikita ninyo ngayon sa telepono?'),
	('password', 'tl',
	 'Sa pahina ng pag-sign in, pindutin ang “Forgot password”. Makakatanggap kayo ng code '
	 'sa text o e-mail. Gumawa ng bagong password, bumalik sa pahina namin at mag-sign in.'),
	('real', 'tl',
	 'Oo, kami po ito. Sa web page namin, may lugar para i-type ang code na nasa text. '
	 'Sasabihin nito na kami ang nagpadala. Hindi namin hinihingi ang password ninyo.'),
	('code', 'tl',
	 'I-type ang code sa pahina kung saan kayo nagsa-sign in. Huwag sabihin sa akin o '
	 'kahit kanino. Kung hindi gumana, humingi doon ng bago.'),
	('cash', 'tl',
	 'Ayos lang po. Maaari ninyong ipakita sa papel: isang sulat mula sa nagpapasahod sa '
	 'inyo, na may mga petsa at halaga. Magpapadala kami ng listahan ng kailangan.'),
	('start', 'ru',
	 'Я могу сейчас отправить ссылку на ваш телефон. С её помощью вы покажете нам вашу '
	 'зарплату. Это займёт около 5 минут. На этот номер приходят сообщения?'),
	('sending', 'ru',
	 'Я отправляю её сейчас. Это займёт несколько секунд.'),
	('sent', 'ru',
	 'Вам придёт от нас сообщение. Откройте его и нажмите на ссылку. Скажите мне, когда '
	 'увидите страницу.'),
	('mailed', 'ru',
	 'Вам придёт от нас электронное письмо. Откройте его и нажмите на ссылку. Скажите мне, '
	 'когда увидите страницу.'),
	('read_out', 'ru',
	 'Откройте, пожалуйста, браузер на телефоне. Я прочитаю адрес по буквам.'),
	('opened', 'ru',
	 'Введите название вашего работодателя и выберите его в списке.'),
	('opened_bank', 'ru',
	 'Введите название вашего банка и выберите его в списке.'),
	('found', 'ru',
	 'Теперь введите имя и пароль, с которыми вы смотрите свои расчётные листки. Мы их не '
	 'видим и не храним. Они у вас под рукой?'),
	('found_bank', 'ru',
	 'Теперь введите имя и пароль вашего банка. Мы их не видим и не храним. Они у вас под '
	 'рукой?'),
	('reading', 'ru',
	 'Вы вошли. Теперь нужно от 1 до 5 минут. Не закрывайте, пожалуйста, страницу.'),
	('ready', 'ru',
	 'Мы всё получили, вы закончили. Страницу можно закрыть. Спасибо.'),
	('quiet', 'ru',
	 'Вы ещё здесь? Что вы сейчас видите на телефоне?'),
	('password', 'ru',
	 'На странице входа нажмите «Забыли пароль». Вам придёт код в сообщении или письме. '
	 'Создайте новый пароль, вернитесь на нашу страницу и войдите.'),
	('real', 'ru',
	 'Да, это мы. На нашем сайте можно ввести код из сообщения, и сайт скажет, что его '
	 'отправили мы. Мы никогда не спрашиваем ваш пароль.'),
	('code', 'ru',
	 'Введите код на странице, где вы входите. Не говорите его ни мне, ни кому-либо ещё. '
	 'Если он не подходит, запросите там новый.'),
	('cash', 'ru',
	 'Ничего страшного. Можно показать на бумаге: письмо от того, кто вам платит, с датами '
	 'и суммами. Мы пришлём вам список того, что нужно.');
