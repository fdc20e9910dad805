# Імпорт таблиць.

import-empty = У файлі немає рядків.
import-header-missing = У заголовку бракує стовпців: { $columns }. Перший рядок має називати всі: їх { $count }.
import-header-unknown = У заголовку є невідомі тут стовпці: { $columns }.
import-header-double = Заголовок називає один стовпець двічі.
import-cells = У рядку { $found } клітинок, у заголовку — { $expected }.
import-unreadable = Файл не читається як CSV: { $cause }
import-row-long = Рядок, що починається в рядку { $line } файлу, довший за мегабайт. Чи не бракує лапок?
import-path-deep = Шлях складання глибший за { $max } рівнів.
import-record-double = Цей record_id є й у рядку { $line }. Кожен рядок потребує власного.
import-unit-differs = Рядок { $line } каже «{ $there }» про ту саму одиницю. Рядки однієї одиниці мають збігатися.
import-maker-unknown = Каталог не знає цього виробника. Виправте назву або імпортуйте знову, дозволивши створити відсутніх виробників.
import-weapon-unknown = Каталог не знає цієї зброї. Виправте назву або імпортуйте знову, дозволивши створити відсутню зброю.
import-values-uneven = У клітинці значень: { $found }, а в інших: { $expected }. Дайте одне на всіх або по одному.
import-date-interval = Два проміжки не складають дати. На кожному краї дайте один день, місяць або рік.
import-successor-of-itself = Ніхто не стає сам собою.
import-successor-unknown = Рядка з назвою «{ $given }» немає ні у файлі, ні в каталозі. Додайте його до файлу або спершу імпортуйте.
import-rows-many = У файлі понад { $max } рядків. Поділіть його на кілька; record_id тримає їх разом.
# $ref: the record's reference.
import-record-settled = Запис { $ref } уже має цей record_id, каже інше й не є вашою чернеткою. Запропонуйте зміну на його сторінці або вилучіть рядок.
import-record-taken = Цей record_id уже зайнято. Дайте рядку інший, наприклад зі своїми ініціалами попереду.

# The page.
imports-title = Імпорт
imports-lead = Надішліть таблицю компонентів, організацій або передач чи сутності FollowTheMoney; що саме у файлі, видно з його вмісту. Спершу її перевірять; без вашої згоди нічого не запишуть.
imports-drop = Перетягніть файл сюди або виберіть його
imports-file-hint = До 200 МБ. CSV в UTF-8 з усіма стовпцями одного з наведених нижче списків; власний файл постачальника даних (CSV, XLSX чи ZIP з CSV), прочитаний за зіставленням; або сутності FollowTheMoney, один об’єкт JSON на рядок, без зіставлення.
imports-check = Перевірити файл
imports-check-hint = Ви побачите, що буде створено і що не так, перш ніж щось запишуть.
imports-send-failed = Файл не надіслано. Перевірте з’єднання та спробуйте ще раз.
imports-columns = Стовпці компонентів
imports-columns-record = record_id називає рядок. Той самий файл, надісланий двічі, нічого не змінює; рядок, що каже інше, змінює свій компонент.
imports-columns-unit = unit групує рядки: зброя, подія та дата знайдення в них мають збігатися.
imports-columns-path = path — шлях крізь складання, як-от «guidance section / board A».
imports-columns-marks = markings містить транскрипції: між ними « ;; », між рядками однієї « / ».
imports-columns-dates = Дати — EDTF: 2024-01-02, 2024-01, 2024-03~.
imports-columns-of-organizations = Стовпці організацій
imports-columns-of-transfers = Стовпці передач
imports-columns-several = Кілька значень в одній клітинці розділяє знак «|».
imports-columns-successor = successor_of називає record_id організації, яка стала цією, а valid_from — відколи.
imports-columns-time = Передача відбулася між date_from і date_to, у форматі EDTF. Пропущена дата лишає цей край відкритим.
imports-columns-parties = Назва означає організацію, лише якщо вона є назвою рівно однієї і країни не суперечать. Будь-яка інша назва стає окремою організацією, і звіт її перелічує.
imports-of-entities = Сутності FollowTheMoney
imports-entities-lines = Кожен рядок — один об’єкт JSON з id, schema та properties. Назва файлу не має значення, зіставлення не потрібне.
imports-entities-become = Компанії, організації та державні органи стають організаціями; EconomicActivity стає передачами разом із суднами, документами й правонаступництвом, які там названо. Осіб і все інше, чому тут немає місця, пропущено й пораховано.
imports-entities-again = Запис називає його id. Той самий файл, надісланий двічі, нічого не змінює. Записується все або нічого.
imports-mine = Ваші імпорти
imports-none = Ви ще нічого не надсилали.
imports-file = Файл
imports-state = Стан
imports-rows = рядки
imports-sent = Надіслано
imports-stage-checking = перевіряється
imports-stage-checked = перевірено
imports-stage-refused = відхилено
imports-stage-writing = записується
imports-stage-done = імпортовано
imports-stage-failed = не вдалося
imports-stage-cancelled = скасовано
imports-lead-checking = Рядки перевіряються. Нічого не записується.
imports-lead-checked = З файлом усе гаразд. Ще нічого не записано.
imports-lead-refused = З файлом щось не так. Нічого не записано. Виправте його й надішліть знову.
imports-lead-writing = Рядки записуються: усі або жоден.
imports-lead-done = Усі рядки в каталозі як чернетки, які бачите лише ви. Подайте їх, коли будуть готові.
imports-lead-failed = Імпорт не вдалося виконати. Нічого не записано.
imports-lead-cancelled = Імпорт скасовано. Нічого не записано.
imports-pace = { $done } з { $total } рядків
imports-pace-label = Готові рядки
imports-queued = Чекає своєї черги
imports-reading = Файл читається
imports-interrupted = Перервано: сервер зупинили. Робота сама продовжиться впродовж хвилини.
imports-leave = Цю сторінку можна покинути й повернутися.
imports-look-again = Подивитися ще раз
imports-progress-failed = Сервер не відповідає. Питаємо знову.
imports-new = нові
imports-changed = змінені
imports-same = без змін
imports-wrong = з помилками
imports-entities = Організації та передачі, як сутності FollowTheMoney
imports-becomes = Чим стають рядки
imports-left = Пропущено
imports-left-about = Для цих схем і властивостей тут немає місця. Того, що вони кажуть, не імпортують.
imports-left-what = Схема або властивість
imports-left-times = Скільки разів
imports-problems = Що не так
imports-problems-shown = { $wrong ->
        [0] { "" }
        [one] { $wrong } рядок із помилками; показано перші { $shown }.
        [few] { $wrong } рядки з помилками; показано перші { $shown }.
       *[other] { $wrong } рядків із помилками; показано перші { $shown }.
    }
imports-problems-all = Усі як CSV
imports-line = Рядок
imports-column = Стовпець
imports-value = Значення
imports-problem = Що не так
imports-send-corrected = Надіслати виправлений файл
imports-makers = Виробники, яких каталог не знає
imports-weapons = Зброя, якої каталог не знає
imports-parties = Сторони, які буде створено за назвами
imports-parties-about = Жоден запис не каже, хто це, тож кожна стане організацією з назвою, як у файлі. Якщо дві з них — одна, їх можна об’єднати згодом.
imports-made-sources = Джерела, які буде створено за назвами
imports-go-title = Імпорт
imports-create-missing = Створити цих виробників і цю зброю. Їх буде подано разом з усім.
imports-missing-unticked = Позначте, що їх треба створити, або виправте назви й надішліть файл знову.
imports-go = Імпортувати
imports-go-hint = Усе стане вашими чернетками. Ніхто інший їх не бачить, доки ви їх не подасте.
imports-cancel = Скасувати
imports-note-cancelled = Скасовано. Розпочата робота припиниться за кілька секунд.
imports-drafts = { $count ->
        [one] { $count } запис піде на перевірку.
        [few] { $count } записи підуть на перевірку одним поданням.
       *[other] { $count } записів піде на перевірку одним поданням.
    }
imports-submission = Подано на перевірку
imports-units = Одиниці
imports-called-off = Імпорт скасовано.
imports-too-many = У вас { $max } незавершених імпортів. Спершу імпортуйте або скасуйте їх.
imports-not-checked = Цей імпорт не чекає на запис. Подивіться на його сторінку ще раз.
imports-over = Цей імпорт уже завершено.
imports-not-done = Цей імпорт не записано.
imports-interrupted-often = Роботу переривали знову й знову. Надішліть файл ще раз, а якщо це повториться, скажіть адміністраторові.
imports-file-gone = Файлу більше немає. Надішліть його знову.
imports-not-allowed = Вам більше не можна імпортувати.
imports-taken = Хтось тим часом зайняв одну з цих назв. Надішліть файл знову, щоб побачити яку.
imports-not-a-table = Це не CSV в UTF-8. Збережіть таблицю як CSV і надішліть її.
imports-other-json = Це JSON, але не сутності FollowTheMoney: кожен рядок має бути одним цілим об’єктом JSON з id, schema та properties.
imports-entities-elsewhere = Це сутності FollowTheMoney, а не таблиця. Надішліть їх на /api/v1/imports.
imports-file-one = Надсилайте по одному файлу.
imports-file-missing = Виберіть файл.
imports-too-large = Файл більший за { $limit } МБ. Поділіть його на кілька; record_id тримає їх разом.

act-import = Імпортовано
act-import_sent = Надіслано файл для імпорту
act-import_go = Імпорт розпочато
act-import_cancel = Імпорт скасовано
imports-lead-writing-parts = Рядки записуються до { $some } за раз. Записане лишається, навіть якщо сервер тим часом зупинять.
imports-lead-refused-parts = З файлом щось не так. { $rows } рядків записано ще до того, як це знайшли; вони лишаються чернетками, які бачите лише ви. Виправте файл і надішліть знову.
imports-lead-failed-parts = Імпорт не вдалося довести до кінця. У каталозі вже { $rows } рядків, і вони там лишаються. Надішліть той самий файл ще раз: він продовжиться після них.
imports-lead-cancelled-parts = Імпорт скасовано. { $rows } рядків уже записано; вони лишаються чернетками, які бачите лише ви. Надішліть той самий файл ще раз, і він продовжиться після них.
import-sources-many = Файл називає понад { $max } джерел. Перевірте source_title і source_url: вони називають набір даних, а не рядок.
imports-and-more = і ще { $count }
