# Вироби: одна окрема зброя, або відома лише зі спостереження чи підрахунку; також група.

units-name = Назва
units-name-hint = Залиште порожнім, якщо вид зброї та подія називають виріб достатньо точно.
units-weapon = Вид зброї
units-or_weapons = Може бути також
units-or_weapons-hint = Інші види зброї, якими виріб може бути, по одному в рядку. Ототожнення тоді лишається відкритим: «KN-23 або KN-24».
units-incident = Подія
units-identification = Ототожнено за
units-identification-hint = За чим його ототожнено. Виріб, від якого нічого не знайдено, – теж виріб.
units-count = Скільки
units-count-hint = Лише для запису, що стоїть за кілька виробів: 21, about 50, at least 2. Для одного залиште порожнім.
units-recovered = Знайдено
units-used = Застосовано
units-attributions = Походження
units-attributions-hint = Одна відповідь у рядку: питання | відповідь | на чому ґрунтується | оцінка | джерело. Питання: made_by, transferred_by, launched_by, launched_from. Приклад: launched_from | незалежно не встановлено | звіт спостерігачів | B2 | 7Q01ZK1D
units-note = Примітка
units-session = Сеанс документування
units-session-hint = Ніколи не публікується.

identification-debris = уламки
identification-marks = маркування
identification-dimensions = розміри
identification-trajectory_speed_launch_site = траєкторія, швидкість і місце пуску
identification-video = відео
identification-intelligence_tally = підрахунок розвідки

question-made_by = Хто виготовив
question-transferred_by = Хто передав
question-launched_by = Хто запустив
question-launched_from = Звідки запущено

units-page-title = Вироби
units-page-lead = Зброя, яку застосували або знайшли, – окремий запис на кожен виріб, найновіші спочатку. Деякі відомі лише з траєкторії або з підрахунку.
units-new = Новий виріб
units-none = Виробів ще немає
units-none-text = Вироби з’являться тут, коли їх відкриють для вас.
units-unit = Виріб
units-date = Застосовано або знайдено
units-ref = Код
units-or = або
units-place = Місце
units-facts = Відомості
units-question = Питання
units-answer = Відповідь
units-basis = На чому ґрунтується
units-grade = Оцінка
units-attributions-split = Кожне питання має свою відповідь і свою підставу; одна відповідь не вирішує іншої.
units-components = Компоненти
units-components-none = Тут не задокументовано жодного компонента цього виробу.
units-lead-used = { $weapons }, застосовано: { $date }.
units-lead-recovered = { $weapons }, знайдено: { $date }.
units-lead-identified = Ототожнено за: { $bases }.
units-lead-no-debris = Уламків немає; ототожнено за: { $bases }.
units-lead-group = Один запис на групу: { $count }.

units-unnamed = Вкажіть назву, вид зброї або подію.
units-question-unknown = «{ $given }» – не одне з питань: { $listed }.
units-answer-missing = Питання «{ $given }» не має відповіді. Напишіть її після першої риски |. «Незалежно не встановлено» – теж відповідь.
units-grade-unknown = «{ $given }» – не оцінка. Напишіть літеру від A до F і цифру від 1 до 6, наприклад B2, або залиште порожнім.
