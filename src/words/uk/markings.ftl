# Маркування: їхні поля, сторінки, обведення.

markings-component = Компонент
markings-photo = Фотографія
markings-photo-hint = Код фотографії того самого виробу, на якій видно маркування.
markings-x = Ліворуч
markings-x-hint = Пікселі оригіналу в правильному положенні.
markings-y = Згори
markings-w = Ширина
markings-h = Висота
markings-transcription = Транскрипція
markings-transcription-hint = Те, що там стоїть, і нічого більше. Нечитабельне лишається відкритим.
markings-alternatives = Може бути також
markings-alternatives-hint = Інші прочитання всього маркування, по одному в рядку, тими самими знаками.
markings-kind = Для чого маркування
markings-technique = Як його нанесено
markings-script = Письмо
markings-script-hint = Якщо лишити порожнім, його буде визначено з транскрипції.
markings-documented = Задокументовано
markings-documented-hint = День, коли його бачили, а не день, про який воно каже.
markings-session = Сеанс документування
markings-session-hint = Ніколи не оприлюднюється.
markings-note = Примітка

kind-serial_number = серійний номер
kind-part_number = номер деталі
kind-lot_code = код партії
kind-date_code = код дати
kind-calendar_mark = календарна позначка
kind-country_of_origin_mark = країна походження
kind-brand_mark = бренд
kind-inspection_stamp = клеймо перевірки
kind-plant_code = код заводу

markings-page-title = Маркування
markings-page-lead = Що стоїть на компонентах, наскільки це можна прочитати.
markings-none = Маркувань ще немає
markings-none-text = Маркування з’являться тут, коли їх для вас відкриють.
markings-reference = Код
markings-withheld = Що там стоїть, не оприлюднено.
markings-also = Це може бути також:
markings-documented-on = Задокументовано:
markings-what-stands = Що там стоїть
markings-facts = Відомості
markings-as-typed = Як введено
markings-logo = логотип: { $what }
markings-close-alt = Великий план маркування { $mark }
markings-new-on = Нове маркування: { $title }
markings-new-lead = Обведіть маркування рамкою, тоді введіть те, що бачите.
markings-where = Де воно
markings-choose-photo = На якій фотографії
markings-other-photos = Інша фотографія
markings-save-another = Зберегти й обвести наступне

markings-region-incomplete = Для місця на фотографії потрібні всі чотири числа або жодного.
markings-region-without-photo = Вкажіть, до якої фотографії належать ці числа.
markings-region-outside = Місце виходить за межі фотографії розміром { $width } × { $height } пікселів.
markings-other-unit = На цій фотографії інший виріб.
