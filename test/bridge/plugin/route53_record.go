package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/validation"
)

var rrTypes = strings.Fields("A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT")

// route53Record is aws_route53_record without routing policies (docs/facts/route53.md, provider).
func route53Record() *schema.Resource {
	return &schema.Resource{
		CreateWithoutTimeout: createRecordSet,
		ReadWithoutTimeout:   readRecordSet,
		UpdateWithoutTimeout: updateRecordSet,
		DeleteWithoutTimeout: deleteRecordSet,
		Importer:             &schema.ResourceImporter{StateContext: importRecordSet},
		SchemaVersion:        2,
		Schema: map[string]*schema.Schema{
			"zone_id": {Type: schema.TypeString, Required: true, ForceNew: true, ValidateFunc: validation.NoZeroValues},
			"name": {
				Type:      schema.TypeString,
				Required:  true,
				ForceNew:  true,
				StateFunc: func(name any) string { return strings.ToLower(strings.TrimSuffix(name.(string), ".")) },
			},
			"type": {Type: schema.TypeString, Required: true, ValidateFunc: validation.StringInSlice(rrTypes, false)},
			"ttl": {
				Type:          schema.TypeInt,
				Optional:      true,
				ConflictsWith: []string{"alias"},
				RequiredWith:  []string{"records", "ttl"},
			},
			"records": {
				Type:         schema.TypeSet,
				Optional:     true,
				Elem:         &schema.Schema{Type: schema.TypeString},
				ExactlyOneOf: []string{"alias", "records"},
			},
			"alias": {
				Type:          schema.TypeList,
				Optional:      true,
				MaxItems:      1,
				ExactlyOneOf:  []string{"alias", "records"},
				ConflictsWith: []string{"ttl"},
				Elem: &schema.Resource{Schema: map[string]*schema.Schema{
					"evaluate_target_health": {Type: schema.TypeBool, Required: true},
					"name": {
						Type:      schema.TypeString,
						Required:  true,
						StateFunc: func(name any) string { return normalized(strings.TrimSuffix(name.(string), ".")) },
						DiffSuppressFunc: func(_, old, wanted string, _ *schema.ResourceData) bool {
							return strings.EqualFold(old, wanted)
						},
						ValidateFunc: validation.StringLenBetween(1, 1024),
					},
					"zone_id": {Type: schema.TypeString, Required: true, ValidateFunc: validation.StringLenBetween(1, 32)},
				}},
			},
			"allow_overwrite":                  {Type: schema.TypeBool, Optional: true, Computed: true},
			"set_identifier":                   {Type: schema.TypeString, Optional: true},
			"health_check_id":                  {Type: schema.TypeString, Optional: true},
			"multivalue_answer_routing_policy": {Type: schema.TypeBool, Optional: true, RequiredWith: []string{"set_identifier"}},
			"fqdn":                             {Type: schema.TypeString, Computed: true},
		},
	}
}

// apiRecordSet is an RRset as the service takes and answers it.
type apiRecordSet struct {
	Name   string          `json:"name"`
	Type   string          `json:"type"`
	TTL    *int64          `json:"ttl,omitempty"`
	Values []string        `json:"values"`
	Alias  *apiAliasTarget `json:"alias,omitempty"`
}

type apiAliasTarget struct {
	Name                 string `json:"name"`
	ZoneID               string `json:"zoneId"`
	EvaluateTargetHealth bool   `json:"evaluateTargetHealth"`
}

type change struct {
	Action string       `json:"action"`
	Set    apiRecordSet `json:"set"`
}

var octal = regexp.MustCompile(`^\\[0-7]{3}`)

// normalized is a name in the form of the API: everything but letters, digits, `-`, `_`, dots and a first `*.` as octal codes.
func normalized(name string) string {
	var output strings.Builder
	for index, character := range name {
		switch {
		case character >= 'A' && character <= 'Z':
			output.WriteRune(character + 'a' - 'A')
		case character >= 'a' && character <= 'z', character >= '0' && character <= '9',
			strings.ContainsRune("-._", character):
			output.WriteRune(character)
		case character == '*' && index == 0 && strings.HasPrefix(name, "*."),
			character == '\\' && octal.MatchString(name[index:]):
			output.WriteRune(character)
		default:
			fmt.Fprintf(&output, "\\%03o", character)
		}
	}
	return output.String()
}

// expanded appends the zone to a name that does not end with it; whether the end is a label of its own does not matter.
func expanded(name, zone string) string {
	full := name
	if full != "." {
		full = normalized(strings.TrimSuffix(name, "."))
	}
	zone = strings.TrimSuffix(zone, ".")
	switch {
	case strings.HasSuffix(full, zone):
		return full
	case name == "":
		return zone
	default:
		return full + "." + zone
	}
}

func isText(kind string) bool { return kind == "TXT" || kind == "SPF" }

// expandedValues are the values of a set, without empty ones; texts get quotes around them.
func expandedValues(records any, kind string) []string {
	values := []string{}
	for _, record := range records.(*schema.Set).List() {
		value := record.(string)
		if value == "" {
			continue
		}
		if isText(kind) {
			value = `"` + value + `"`
		}
		values = append(values, value)
	}
	return values
}

func flattenedValues(set apiRecordSet) []string {
	records := []string{}
	for _, value := range set.Values {
		if last := len(value) - 1; isText(set.Type) && last > 0 && value[0] == '"' && value[last] == '"' {
			value = value[1:last]
		}
		records = append(records, value)
	}
	return records
}

// wantedSet is what a plan asks for.
func wantedSet(d *schema.ResourceData, zone string) apiRecordSet {
	kind := d.Get("type").(string)
	set := apiRecordSet{Name: expanded(d.Get("name").(string), zone), Type: kind, Values: []string{}}
	if records, ok := d.GetOk("records"); ok {
		set.Values = expandedValues(records, kind)
		if ttl := d.GetRawPlan().GetAttr("ttl"); ttl.IsKnown() && !ttl.IsNull() {
			number, _ := ttl.AsBigFloat().Int64()
			set.TTL = &number
		}
	}
	set.Alias = aliasOf(d.Get("alias"))
	return set
}

func aliasOf(list any) *apiAliasTarget {
	aliases := list.([]any)
	if len(aliases) == 0 || aliases[0] == nil {
		return nil
	}
	alias := aliases[0].(map[string]any)
	return &apiAliasTarget{
		Name: alias["name"].(string), ZoneID: alias["zone_id"].(string),
		EvaluateTargetHealth: alias["evaluate_target_health"].(bool),
	}
}

func recordSetID(d *schema.ResourceData) string {
	return strings.Join(
		[]string{d.Get("zone_id").(string), strings.ToLower(d.Get("name").(string)), d.Get("type").(string)}, "_")
}

// zoneName yields the name of the record's zone.
func zoneName(d *schema.ResourceData, meta any) (string, error) {
	found, isThere, err := call[apiHostedZone](meta.(service), "readZone", d.Get("zone_id"))
	if err == nil && !isThere {
		err = errNotFound
	}
	return found.Name, err
}

var errNotFound = fmt.Errorf("couldn't find resource")

func createRecordSet(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	zone, err := zoneName(d, meta)
	if err != nil {
		return diag.Errorf("reading Route 53 Hosted Zone (%s): %s", d.Get("zone_id"), err)
	}
	action, word := "CREATE", "create"
	if d.Get("allow_overwrite").(bool) || !d.IsNewResource() {
		action = "UPSERT"
	}
	if !d.IsNewResource() {
		word = "update"
	}
	changes := []change{{action, wantedSet(d, zone)}}
	if _, _, err := call[any](meta.(service), "changeRecordSets", d.Get("zone_id"), word, changes); err != nil {
		return diag.Errorf("creating Route53 Record: %s", err)
	}
	d.SetId(recordSetID(d))
	return readRecordSet(ctx, d, meta)
}

func updateRecordSet(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	if !d.HasChange("type") {
		return createRecordSet(ctx, d, meta)
	}
	zone, err := zoneName(d, meta)
	if err != nil {
		return diag.Errorf("reading Route 53 Hosted Zone (%s): %s", d.Get("zone_id"), err)
	}
	kind, _ := d.GetChange("type")
	records, _ := d.GetChange("records")
	alias, _ := d.GetChange("alias")
	old := apiRecordSet{
		Name: expanded(d.Get("name").(string), zone), Type: kind.(string),
		Values: expandedValues(records, kind.(string)), Alias: aliasOf(alias),
	}
	if ttl := d.GetRawState().GetAttr("ttl"); !ttl.IsNull() && len(old.Values) > 0 {
		number, _ := ttl.AsBigFloat().Int64()
		old.TTL = &number
	}
	action := "CREATE"
	if d.Get("allow_overwrite").(bool) {
		action = "UPSERT"
	}
	changes := []change{{"DELETE", old}, {action, wantedSet(d, zone)}}
	if _, _, err := call[any](meta.(service), "changeRecordSets", d.Get("zone_id"), "update", changes); err != nil {
		return diag.Errorf("updating Route53 Record (%s): %s", d.Id(), err)
	}
	d.SetId(recordSetID(d))
	return readRecordSet(ctx, d, meta)
}

// findRecordSet yields the RRset of a resource and its name in full, or errNotFound.
func findRecordSet(d *schema.ResourceData, meta any) (set apiRecordSet, name string, err error) {
	zone, err := zoneName(d, meta)
	if err != nil {
		return set, "", err
	}
	name = expanded(d.Get("name").(string), zone)
	set, isThere, err := call[apiRecordSet](meta.(service), "readRecordSet", d.Get("zone_id"), name, d.Get("type"))
	if err == nil && !isThere {
		err = errNotFound
	}
	return set, name, err
}

func readRecordSet(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	set, name, err := findRecordSet(d, meta)
	if err == errNotFound && !d.IsNewResource() {
		d.SetId("")
		return nil
	}
	if err != nil {
		return diag.Errorf("reading Route 53 Record (%s): %s", d.Id(), err)
	}
	if alias := set.Alias; alias != nil {
		target := map[string]any{
			"evaluate_target_health": alias.EvaluateTargetHealth,
			"name":                   normalized(strings.TrimSuffix(alias.Name, ".")),
			"zone_id":                alias.ZoneID,
		}
		if err := d.Set("alias", []any{target}); err != nil {
			return diag.FromErr(err)
		}
	}
	return diag.FromErr(setAll(d, map[string]any{
		"fqdn": name, "health_check_id": nil, "multivalue_answer_routing_policy": nil,
		"records": flattenedValues(set), "set_identifier": nil, "ttl": set.TTL,
	}))
}

func deleteRecordSet(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	set, name, err := findRecordSet(d, meta)
	if err == errNotFound {
		return nil
	}
	if err != nil {
		return diag.Errorf("reading Route 53 Record (%s): %s", d.Id(), err)
	}
	set.Name = name
	_, _, err = call[any](
		meta.(service), "changeRecordSets", d.Get("zone_id"), "delete", []change{{"DELETE", set}})
	if err == nil || isRefusal(err, "InvalidChangeBatch") {
		return nil
	}
	return diag.Errorf("deleting Route53 Record (%s): %s", d.Id(), err)
}

// importRecordSet reads an import id: the first part that is a type in capitals ends the name.
func importRecordSet(_ context.Context, d *schema.ResourceData, _ any) ([]*schema.ResourceData, error) {
	parts := strings.Split(d.Id(), "_")
	end := slices.IndexFunc(parts[1:], func(part string) bool { return slices.Contains(rrTypes, part) }) + 1
	if parts[0] == "" || end < 2 {
		return nil, fmt.Errorf("unexpected format of ID (%q), expected ZONEID_RECORDNAME_TYPE_SET-IDENTIFIER (e.g. "+
			"Z4KAPRWWNC7JR_dev.example.com_NS_dev), where SET-IDENTIFIER is optional", d.Id())
	}
	return []*schema.ResourceData{d}, setAll(d, map[string]any{
		"zone_id": parts[0], "name": strings.TrimSuffix(strings.Join(parts[1:end], "_"), "."), "type": parts[end],
	})
}
