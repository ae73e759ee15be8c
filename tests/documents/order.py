"""The order in which ECMA-376 (transitional) lets children stand, for what our documents are made of.

Word refuses a document, or mends it silently, where children stand in another order. Written down from part 1 of the
standard: 17.3 paragraphs and runs, 17.4 tables, 17.5 controls, 17.6 sections, 17.7 styles, 17.9 numbering, 17.15
settings, 20.4 drawings, 21.2 charts.
"""

from __future__ import annotations

from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"

_EDGES = "top left start bottom right end"
_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr "
    "txPr crossAx crosses crossesAt"
)
_FILL = "noFill solidFill gradFill blipFill pattFill grpFill"
_FONT = (
    f"ln {_FILL} effectLst effectDag highlight uLnTx uLn uFillTx uFill latin ea cs sym hlinkClick hlinkMouseOver rtl"
)
_SHOWN = (
    "showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator showLeaderLines leaderLines"
)

# Children that may be known only by their place: whatever else stands in such a parent is not looked at.
FIRST: Mapping[tuple[str, str], str] = {
    (W, "p"): "pPr",
    (W, "r"): "rPr",
    (W, "tc"): "tcPr",
    (W, "tr"): "tblPrEx trPr",
}

ORDER: Mapping[tuple[str, str], str] = {
    (W, "pPr"): (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
        "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    (W, "rPr"): (
        "ins del rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
        "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    (W, "tbl"): "bookmarkStart bookmarkEnd tblPr tblGrid tr sdt customXml",
    (W, "tblPr"): (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
        "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    (W, "tcPr"): (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
        "hideMark headers cellIns cellDel cellMerge tcPrChange"
    ),
    (W, "tblBorders"): f"{_EDGES} insideH insideV",
    (W, "tcBorders"): f"{_EDGES} insideH insideV tl2br tr2bl",
    (W, "pBdr"): "top left bottom right between bar",
    (W, "pgBorders"): "top left bottom right",
    (W, "tblCellMar"): _EDGES,
    (W, "tcMar"): _EDGES,
    (W, "sectPr"): (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
        "printerSettings sectPrChange"
    ),
    (W, "sdt"): "sdtPr sdtEndPr sdtContent",
    (W, "sdtPr"): (
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation "
        "comboBox date docPartObj docPartList dropDownList picture richText text citation group bibliography"
    ),
    (W, "style"): (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
        "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    (W, "styles"): "docDefaults latentStyles style",
    (W, "numbering"): "numPicBullet abstractNum num numIdMacAtCleanup",
    (W, "abstractNum"): "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    (W, "lvl"): "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    (W, "numPr"): "ilvl numId numberingChange ins",
    (W, "settings"): (
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
        "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData "
        "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
        "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
        "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions "
        "doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme "
        "styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
        "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
        "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
        "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
        "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
        "doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
        "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture "
        "doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
        "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
        "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
        "mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
        "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary "
        "shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
    ),
    (WP, "inline"): "extent effectExtent docPr cNvGraphicFramePr graphic",
    (WP, "anchor"): (
        "simplePos positionH positionV extent effectExtent wrapNone wrapSquare wrapTight wrapThrough "
        "wrapTopAndBottom docPr cNvGraphicFramePr graphic"
    ),
    (C, "chartSpace"): (
        "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData "
        "printSettings userShapes extLst"
    ),
    (C, "chart"): (
        "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
        "dispBlanksAs extLst"
    ),
    (C, "title"): "tx layout overlay spPr txPr",
    (C, "plotArea"): "layout barChart lineChart pieChart catAx valAx dateAx serAx dTable spPr",
    (C, "barChart"): "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    (C, "lineChart"): "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    (C, "ser"): (
        "idx order tx spPr invertIfNegative pictureOptions marker explosion dPt dLbls trendline errBars cat "
        "val shape smooth"
    ),
    (C, "dLbls"): f"dLbl delete numFmt spPr txPr dLblPos {_SHOWN}",
    (C, "catAx"): f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    (C, "valAx"): f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
    (C, "scaling"): "logBase orientation max min",
    (C, "legend"): "legendPos legendEntry layout overlay spPr txPr",
    (C, "strCache"): "ptCount pt",
    (C, "numCache"): "formatCode ptCount pt",
    (C, "numRef"): "f numCache",
    (C, "strRef"): "f strCache",
    (C, "rich"): "bodyPr lstStyle p",
    (C, "txPr"): "bodyPr lstStyle p",
    (C, "spPr"): f"xfrm custGeom prstGeom {_FILL} ln effectLst effectDag scene3d sp3d",
    (A, "ln"): f"{_FILL} prstDash custDash round bevel miter headEnd tailEnd",
    (A, "p"): "pPr r br fld endParaRPr",
    (A, "r"): "rPr t",
    (A, "rPr"): _FONT,
    (A, "defRPr"): _FONT,
    (A, "endParaRPr"): _FONT,
}
# Several of these may stand in any order among themselves.
TOGETHER = frozenset(
    {"headerReference", "footerReference", "tr", "sdt", "customXml", "bookmarkStart", "bookmarkEnd"}
) | {
    *("barChart", "lineChart", "pieChart"),
    *("catAx", "valAx", "dateAx", "serAx"),
    *("r", "br", "fld"),
    *("latentStyles", "docDefaults"),
}
