# Знахідки: почати, працювати далі, власні чернетки.

findings-new = Нова знахідка
findings-new-lead = Зараз кілька слів, решта на наступній сторінці. Чого ніхто не знає, лишається відкритим.
findings-go-on = Продовжити
findings-what-happened = Що сталося
findings-what-happened-hint = Заповніть для нової події. Якщо подія вже є в каталозі, лишіть порожнім і назвіть її нижче.
findings-what-was-found = Що знайдено
findings-existing = Або виріб, який уже тут є
findings-existing-hint = Назвіть його, і все вище не враховується.
findings-begin = Почати
findings-begin-hint = Усе лишається вашою чернеткою, доки ви її не подасте.
findings-one-incident = Або опишіть нову подію вище, або назвіть ту, що вже тут є.

findings-work-lead = Фотографії, компоненти й маркування. Усе зберігається як ваша чернетка; повертайтеся будь-коли.
findings-card = Картка виробу
findings-open-desk = Працювати над виробом
findings-describe = Описати
findings-add-photos = Додати фотографії
findings-add-mark = Додати маркування
findings-add-component = Додати компонент
findings-path = Вузол
findings-path-help = Шлях до нього: відсік наведення / плата A. Чого бракує, буде створено.
findings-part-number = Номер деталі
findings-marks-none = Маркувань ще немає. Обведіть перше на фотографії компонента.
findings-hand-in = Подати
findings-missing = Ще відкрите. Нічого з цього не обов’язково заповнювати перед поданням:
findings-nothing-missing = Нічого з того, про що зазвичай питають рецензенти, не бракує.
findings-missing-weapon = Тип озброєння не названо.
findings-missing-incident = Подію не названо.
findings-missing-identification = Не сказано, на чому ґрунтується визначення.
findings-missing-date = Ні застосування, ні знахідка не мають дати.
findings-missing-photos = Немає жодної фотографії.
findings-missing-captions = { $count ->
        [one] { $count } фотографія не має ні підпису, ні опису.
        [few] { $count } фотографії не мають ні підпису, ні опису.
       *[other] { $count } фотографій не мають ні підпису, ні опису.
    }
findings-missing-scale = На жодній фотографії немає масштабу.
findings-missing-components = Не внесено жодного компонента.
findings-missing-marks = Не транскрибовано жодного маркування.
findings-missing-regions = { $count ->
        [one] { $count } маркування не обведено на фотографії.
        [few] { $count } маркування не обведено на фотографії.
       *[other] { $count } маркувань не обведено на фотографії.
    }
findings-note = Примітка для рецензента
findings-submit = Подати на перевірку
findings-drafts-count = { $count ->
        [one] { $count } ваш запис піде до рецензента разом із тим, на чому ґрунтується.
        [few] { $count } ваші записи підуть до рецензента разом із тим, на чому ґрунтуються.
       *[other] { $count } ваших записів піде до рецензента разом із тим, на чому ґрунтуються.
    }
findings-no-drafts-here = Тут немає нічого вашого, що чекало б подання.

findings-drafts = Ваші чернетки
findings-drafts-lead = Усе ваше, чого ще немає в каталозі, з причиною, якщо рецензент це повернув.
findings-drafts-none = Чернеток немає
findings-drafts-none-text = Те, що ви почнете, буде тут, доки його не прийме рецензент.
findings-import-waiting = { $count ->
        [one] { $count } запис ще не подано
        [few] { $count } записи ще не подано
       *[other] { $count } записів ще не подано
    }
findings-no-unit = Без виробу
findings-record = Запис
findings-shelf = Полиця
findings-updated = Змінено
findings-reason = Чому повернуто
