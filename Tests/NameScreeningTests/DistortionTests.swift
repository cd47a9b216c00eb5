import NameScreening
import Testing

/// What transport does to a name: each family has pairs that must be found, and near misses that must score lower.
@Suite struct DistortionTests {
    struct Family: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// As asked, as listed.
        let same: [(String, String)]
        /// Two people, alike.
        let other: [(String, String)]
        /// What every same pair reaches, and no other pair.
        let bar: Double
    }

    static let families = [
        Family(
            testDescription: "order",
            same: [
                ("Zubaradi Kelvano", "Kelvano Zubaradi"), ("Tomisar Zubaradi Kelvano", "Kelvano Tomisar Zubaradi"),
                ("Wen Jiakai", "Jiakai Wen"),
            ],
            other: [("Zubaradi Kelvina Otrek", "Kelvano Zubaradi"), ("Wen Kaijia", "Jiakai Wen")], bar: 0.7),
        Family(
            testDescription: "second name missing on either side",
            same: [
                ("Kelvano Zubaradi", "Kelvano Tomisar Zubaradi"), ("Marisella Dortega", "Marisella Dortega Quilmez"),
                ("Kelvano Tomisar Zubaradi", "Kelvano Zubaradi"),
            ],
            other: [("Kelvano Brendisso", "Kelvano Tomisar Zubaradi"), ("Marisella Onvido", "Marisella Dortega Quilmez")], bar: 0.4),
        Family(
            testDescription: "one typing error",
            same: [
                ("Kelvano Zubardi", "Kelvano Zubaradi"), ("Kelvnao Zubaradi", "Kelvano Zubaradi"),
                ("Kelvano Zubbaradi", "Kelvano Zubaradi"),
                ("Kelvano Zubaradj", "Kelvano Zubaradi"), ("Kelbano Zubaradj", "Kelvano Zubaradi"),
            ],
            other: [("Kelvano Tuberoni", "Kelvano Zubaradi"), ("Ann Lee", "Ian Leo"), ("Kolmino Zubaradi", "Kelvano Zubaradi")], bar: 0.55),
        Family(
            testDescription: "diacritics and the alternatives of Doc 9303-3",
            same: [
                ("Mueller Joerg", "Müller Jörg"), ("Muller Jorg", "Müller Jörg"), ("Strasse Aase", "Straße Åse"),
                ("Strasse Ase", "Straße Åse"),
                ("Soerensen Aegir", "Sørensen Ægir"), ("Sorensen Aegir", "Sørensen Ægir"), ("Munoz Inigo", "Muñoz Íñigo"),
                ("Thordis Gudrun", "Þórdís Guðrún"),
                ("Mu\u{308}ller Jo\u{308}rg", "Mueller Joerg"), ("Nguyen Dang Thuy", "Nguyễn Đặng Thúy"),
                ("Wojcik Lukasz", "Wójcik Łukasz"),
                ("Isik Yildiz", "Işık Yıldız"),
            ],
            other: [("Moeller Berta", "Müller Jörg"), ("Sorkin Aegir", "Sørensen Ægir")], bar: 0.7),
        Family(
            testDescription: "hyphen, apostrophe, article joined or apart",
            same: [
                ("AL-ZUBARADI", "ALZUBARADI"), ("ZUBARADI AL", "ALZUBARADI"), ("ALZUBARADI", "AL ZUBARADI"),
                ("Kelvano AL ZUBARADI", "Kelvano Zubaradi"),
                ("Marie Claire Dupontel", "Marie-Claire Dupontel"), ("MarieClaire Dupontel", "Marie-Claire Dupontel"),
                ("Sean OBrannick", "Seán O'Brannick"),
                ("Sean O\u{2019}Brannick", "Sean OBrannick"), ("Zuba Radi Kelvano", "Zubaradi Kelvano"),
                ("Kelvano VANDERMOLK", "Kelvano van der Molk"),
            ],
            other: [("AL-BRENDISI", "ALZUBARADI"), ("Marie Dupontel Claudine Rosa", "Marie-Claire Dupontel")], bar: 0.6),
        Family(
            testDescription: "Cyrillic",
            same: [
                ("Vladimir Zhukovskii", "Владимир Жуковский"), ("Yuliya Shcherbakova", "Юлия Щербакова"),
                ("Iuliia Shcherbakova", "Юлия Щербакова"),
                ("Юрий Хомяков", "Iurii Khomiakov"), ("Oleksii Hryhorenko", "Олексiй Григоренко"),
            ],
            other: [("Vladislav Zhadanov", "Владимир Жуковский"), ("Yulia Sherman", "Юлия Щербакова")], bar: 0.55),
        Family(
            testDescription: "Arabic",
            same: [
                ("Muhammad Alzubaidi", "محمد الزبيدي"), ("Mohamed Al Zubaydi", "محمد الزبيدي"), ("Fatima Hashimi", "فاطمة هاشمي"),
                ("Mahmoud Salem", "محمود سالم"), ("Omar Hassan", "عمر حسن"), ("عمر حسن", "Umar Hasan"),
            ],
            other: [("Mustafa Alqahtani", "محمد الزبيدي"), ("Layla Hashimi", "فاطمة هاشمي"), ("Omar Jaber", "عمر حسن")], bar: 0.5),
        Family(
            testDescription: "Greek and Georgian",
            same: [
                ("Georgios Papadopoulos", "Γεώργιος Παπαδόπουλος"), ("Eleni Markou", "Ελένη Μάρκου"), ("Nino Beridze", "ნინო ბერიძე"),
                ("Giorgi Kapanadze", "გიორგი კაპანაძე"),
            ],
            other: [("Georgios Panagos", "Γεώργιος Παπαδόπουλος"), ("Nino Lomidze", "ნინო ბერიძე")], bar: 0.6),
        Family(
            testDescription: "romanisation by another office",
            same: [
                ("Mohammed Yousef Qasimi", "Muhammad Yusuf Kasimi"), ("Abdelkarim Haddad", "Abdulkarim Hadad"),
                ("Ivanow Sergei", "Ivanov Sergey"),
            ],
            other: [("Mahdi Yasser Qasimi", "Muhammad Yusuf Kasimi"), ("Ivanov Stepan", "Ivanov Sergey")], bar: 0.55),
        Family(
            testDescription: "initials",
            same: [
                ("K Zubaradi", "Kelvano Zubaradi"), ("Kelvano T Zubaradi", "Kelvano Tomisar Zubaradi"), ("Kelvano Zubaradi", "K. Zubaradi"),
            ],
            other: [("M Zubaradi", "Kelvano Zubaradi"), ("K Brendisso", "Kelvano Zubaradi")], bar: 0.5),
    ]

    @Test(arguments: families) func `same people reach the bar`(family: Family) {
        for (asked, listed) in family.same { #expect(score(asked, listed) >= family.bar, "\(asked) / \(listed)") }
    }

    @Test(arguments: families) func `near misses stay below it`(family: Family) {
        for (asked, listed) in family.other { #expect(score(asked, listed) < family.bar, "\(asked) / \(listed)") }
    }

    @Test func `a second reading without a glued title is found`() throws {
        // Given a name as received, MOANMISS, and the reading without its title
        let entry = ScreeningEntry(key: EntryKey(low: 1), names: [ScreenedName(family: "Brandisko", given: "Moan")])
        let glued = ScreenedName(family: "BRANDISKO", given: "MOANMISS")
        let cut = ScreenedName(family: "BRANDISKO", given: "MOAN")
        let one = match(ScreeningQuery(names: [glued]), entry)?.score ?? 0
        let both = try #require(match(ScreeningQuery(names: [glued, cut]), entry))
        #expect(both.score > one)
        #expect(both.queryName == 1)
        #expect(both.score == match(ScreeningQuery(names: [cut]), entry)?.score)
    }

    @Test func `a name cut at the end of the machine-readable zone is found (Doc 9303-3, 4.2.3)`() throws {
        let entry = ScreeningEntry(
            key: EntryKey(low: 1), names: [ScreenedName(family: "Papandropoulakis-Wolkenstein", given: "Anastasia Theodora")])
        let asked = ScreeningQuery(names: [ScreenedName(family: "PAPANDROPOULAKIS WOLKENSTEIN", given: "ANASTASIA TH")])
        let found = try #require(match(asked, entry))
        #expect(found.score > 0.7)
        #expect(found.parts.contains { $0.rule == .cut && $0.queryPart == "TH" && $0.entryPart == "THEODORA" })
        let other = ScreeningQuery(names: [ScreenedName(family: "PAPANDROPOULAKIS WOLKENSTEIN", given: "ANASTASIA MI")])
        #expect(try #require(match(other, entry)).score < found.score)
    }

    @Test func `an alias counts as much as the first name`() throws {
        let entry = ScreeningEntry(
            key: EntryKey(low: 1), names: [ScreenedName(full: "Kelvano Zubaradi"), ScreenedName(full: "Ostrek Wenkomir")])
        let found = try #require(match(ScreeningQuery(names: [ScreenedName(full: "Wenkomir Ostrek")]), entry))
        #expect(found.score > 0.75)
        #expect(found.entryName == 1)
    }
}
