# Зіставлення таблиць постачальників.

mappings-title = Зіставлення
mappings-lead = Як таблиці митниць, перевізників та інших постачальників стають передачами. Зіставлення роблять один раз для постачальника, і за ним читають кожен наступний його файл.
mappings-send = Надіслати файл
mappings-waiting = Ваші файли, що чекають на зіставлення
mappings-saved = Збережені
mappings-none = Ще не збережено жодного. Надішліть файл постачальника й виберіть зіставлення його стовпців.
mappings-version = Версія
mappings-changed = Востаннє збережено
mappings-all = Усі зіставлення
mappings-by = Зіставлення
mappings-choice = Як читати файл
mappings-choice-hint = Власна таблиця постачальника (CSV у будь-якому кодуванні, XLSX, ZIP із CSV) потребує зіставлення стовпців.
mappings-choice-none = Має канонічний заголовок або містить сутності FollowTheMoney
mappings-choice-new = Таблиця постачальника: зіставити стовпці
mappings-repeated = { $count ->
        [one] { $count } рядок повторює попередній і враховується один раз.
        [few] { $count } рядки повторюють попередні й враховуються один раз.
       *[other] { $count } рядків повторюють попередні й враховуються один раз.
    }
mappings-passed = { $count ->
        [one] Пропущено { $count } рядок, де порожній стовпець, який заповнено в кожному рядку товарів: рядок { $places }.
        [few] Пропущено { $count } рядки, де порожній стовпець, який заповнено в кожному рядку товарів: рядки { $places }.
       *[other] Пропущено { $count } рядків, де порожній стовпець, який заповнено в кожному рядку товарів: рядки { $places }.
    }
mappings-as-file = Як файл
mappings-text = Зіставлення
mappings-text-hint = TOML, як його читає «sherd mappings save».
mappings-not-yours = Це зіставлення змінюють лише його автор і адміністратори. Надішліть файл, візьміть це зіставлення й збережіть під іншою назвою.
mappings-download = Завантажити
mappings-save = Зберегти зіставлення
mappings-save-hint = Уже розпочаті імпорти зберігають версію, з якою їх розпочато.
mappings-remove = Вилучити зіставлення
mappings-note-saved = Збережено.
mappings-note-removed = Вилучено. Імпортоване за ним лишається.
mappings-note-discarded = Файл відпущено.

mappings-file-lead = Скажіть, що означає кожен стовпець файлу. Нічого не записується, доки весь файл не перевірено й ви не підтвердили.
mappings-first-rows = Файл
mappings-first-rows-of = Його стовпці й перші рядки
mappings-column = Стовпець
mappings-row-one = Перший рядок
mappings-row-two = Другий рядок
mappings-row-three = Третій рядок
mappings-columns = { $count ->
        [one] { $count } стовпець
        [few] { $count } стовпці
       *[other] { $count } стовпців
    }
mappings-parts = таблиць або аркушів: { $count }
mappings-kind-text = текст
mappings-kind-xlsx = електронна таблиця
mappings-kind-zip = архів із текстом
mappings-take = Почати зі збереженого зіставлення
mappings-take-it = Взяти
mappings-group-provider = Постачальник
mappings-group-who = Що й між ким
mappings-group-when = Коли
mappings-group-goods = Товари
mappings-group-way = Країни й судно
mappings-group-source = Документи й джерело
mappings-group-names = Які рядки враховуються і що їх називає
mappings-name = Постачальник
mappings-name-hint = Зіставлення зберігають під цією назвою, і назви рядків починаються з неї.
mappings-reading = Як прочитано файл
mappings-look = Прочитати файл так
mappings-encoding = Кодування
mappings-delimiter = Між клітинками
mappings-delimiter-comma = кома
mappings-delimiter-semicolon = крапка з комою
mappings-delimiter-tab = табуляція
mappings-delimiter-pipe = вертикальна риска
mappings-quotes = Лапки
mappings-quotes-yes = тримають клітинку разом
mappings-quotes-no = такі самі знаки, як інші
mappings-header = Рядок заголовка
mappings-header-hint = 0, якщо його немає; порожньо — перший рядок.
mappings-sheet = Аркуш
mappings-dates = Дати
mappings-dates-dmy = день, місяць, рік
mappings-dates-mdy = місяць, день, рік
mappings-dates-ymd = рік, місяць, день
mappings-decimal = Перед дробовою частиною
mappings-decimal-comma = кома
mappings-decimal-point = крапка
mappings-guessed = як видно з файлу
mappings-no-column = немає у файлі
mappings-fixed = для всіх рядків або де стовпець порожній
mappings-more = Ще стовпці та слова
mappings-also = Разом зі стовпцем
mappings-join = Через
mappings-words = Їхні слова й наші, по парі в рядку
mappings-key = Стовпці, що називають рядок
mappings-key-hint = По одному в рядку. Без них рядок називає весь його зміст: той самий рядок двічі — один запис.
mappings-ignore = Стовпці, що для цього не враховуються
mappings-ignore-hint = Порядкові номери тощо, по одному в рядку.
mappings-needs = Стовпці, заповнені в кожному рядку товарів
mappings-needs-hint = По одному в рядку. Рядок, де такий стовпець порожній, — це підсумок або примітка: його пропускають, рахують і називають номером.
mappings-try = Спробувати на перших рядках
mappings-check = Зберегти й перевірити весь файл
mappings-check-hint = Ви побачите, що буде створено й що не так, перш ніж щось буде записано.
mappings-discard = Відпустити файл
mappings-trial = Чим стають перші рядки
mappings-trial-sound = { $count ->
        [one] Спробовано { $count } рядок, помилок немає.
        [few] Спробовано { $count } рядки, помилок немає.
       *[other] Спробовано { $count } рядків, помилок немає.
    }
mappings-trial-rows = { $count ->
        [one] Спробовано { $count } рядок.
        [few] Спробовано { $count } рядки.
       *[other] Спробовано { $count } рядків.
    }
mappings-trial-wrong = { $count ->
        [one] { $count } має помилки.
        [few] { $count } мають помилки.
       *[other] { $count } мають помилки.
    }

mappings-to-record_id = Назва рядка
mappings-to-kind = Вид
mappings-to-from_name = Від кого
mappings-to-from_country = Країна відправника
mappings-to-to_name = Кому
mappings-to-to_country = Країна одержувача
mappings-to-date_from = Не раніше
mappings-to-date_to = Не пізніше
mappings-to-part_number = Номер деталі
mappings-to-maker = Виробник
mappings-to-lot = Партія
mappings-to-date_code = Код дати
mappings-to-hs6 = Митний код (HS)
mappings-to-quantity = Кількість
mappings-to-unit = Одиниця
mappings-to-value = Вартість
mappings-to-currency = Валюта
mappings-to-origin_country = Країна походження
mappings-to-dispatch_country = Країна відправлення
mappings-to-transit_countries = Країни транзиту
mappings-to-destination_country = Країна призначення
mappings-to-vessel_imo = Номер IMO судна
mappings-to-goods = Товар словами
mappings-to-document = Документ
mappings-to-source_title = Назва джерела
mappings-to-source_url = Адреса джерела
mappings-to-reliability = Надійність джерела
mappings-to-credibility = Вірогідність
mappings-to-release = Рівень доступу

# Що не так.
mappings-field-unknown = У зіставленні немає такого поля.
mappings-name-marks = У назві не буває цих знаків: : / | # ? % \
mappings-name-taken = Зіставлення «{ $name }» уже є. Візьміть його й змініть або назвіть це інакше.
mappings-none-named = Немає зіставлення «{ $name }».
mappings-not-for-entities = У файлі сутності FollowTheMoney, які читають без зіставлення. Надішліть його ще раз, не вибираючи зіставлення.
mappings-transfers-only = За зіставленням читають лише передачі.
mappings-header-number = Рядок заголовка — число до 1000 або 0, якщо його немає.
mappings-words-line = «{ $given }» — не пара: пишіть їхнє = наше.
mappings-toml = Рядок { $line } — не TOML: { $cause }
mappings-files-many = На зіставлення чекають { $max } ваших файлів. Спершу перевірте їх або відпустіть.
mappings-column-missing = У таблиці немає стовпця «{ $column }».
mappings-column-double = Стовпець «{ $column }» є в таблиці двічі. Назвіть його за номером, як-от #5.
mappings-row-long = Рядок довший за { $max } МБ. Чи не бракує лапок?
mappings-row-wide = У рядку більше ніж { $max } клітинок.
mappings-cell-bytes = Ці байти не є текстом у кодуванні файлу. Вкажіть інше кодування.
mappings-cell-mixed = Ця клітинка в іншому кодуванні, ніж решта файлу: файл змішує кодування. Збережіть його в одному.
mappings-cell-formula = Електронна таблиця не змогла обчислити цю клітинку.
mappings-date = «{ $given }» — не дата в порядку { $order ->
        [mdy] місяць, день, рік
        [ymd] рік, місяць, день
       *[dmy] день, місяць, рік
    }.
mappings-number = «{ $given }» — не число, як їх пише цей постачальник.
mappings-key-empty = Стовпці, що називають рядок, порожні.
sheets-foreign = Це файл виду { $what }. Збережіть його як CSV або XLSX і надішліть.
sheets-damaged = Файл пошкоджено або надіслано не повністю. Надішліть його ще раз.
sheets-bomb = Файл розпаковується в набагато більше, ніж містить така таблиця. З нього нічого не прочитано. Розпакуйте його й надішліть таблиці.
sheets-members-many = В архіві більше ніж { $max } файлів.
sheets-nested = В архіві є ще один запакований файл: { $name }. Розпакуйте його й надішліть таблиці.
sheets-locked = «{ $name }» захищено паролем.
sheets-packed-strangely = Архів запаковано способом, який тут не читається. Запакуйте його як звичайний ZIP.
sheets-no-such-sheet = В електронній таблиці немає аркуша «{ $given }». Є: { $listed }.
forbidden-mapping = Це зіставлення можуть змінювати лише його автор і адміністратори.

act-mapping_create = Зіставлення збережено
act-mapping_revise = Зіставлення змінено
act-mapping_remove = Зіставлення вилучено
act-provider_file_sent = Файл надіслано на зіставлення
act-provider_file_discard = Файл відпущено
